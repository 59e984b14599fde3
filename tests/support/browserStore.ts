/**
 * A browser's IndexedDB inside the test process, for tabs that are killed: databases, object stores with keys that count
 * up, and transactions that run one after another, commit by themselves and are undone when their tab dies under way. Only
 * what y-indexeddb asks of it. What is committed stays for the next tab; values are copied in and out, as a browser does.
 */

type Key = number
interface Range { readonly lower: Key; readonly upper: Key; readonly lowerOpen: boolean; readonly upperOpen: boolean }
interface Records { readonly rows: Map<Key, unknown>; nextKey: Key }
type Happening = ((event: { readonly target: Request }) => void) | null

class Request {
  result: unknown = undefined
  error: Error | null = null
  onsuccess: Happening = null
  onerror: Happening = null
  onupgradeneeded: Happening = null

  succeed(result: unknown): void {
    this.result = result
    this.onsuccess?.({ target: this })
  }
}

/** The page's `indexedDB`, and what a browser does when a tab of it is gone. */
export class BrowserStore {
  readonly #databases = new Map<string, Database>()
  /** Requests and transactions that are not at their end. */
  #open = 0

  /** What a page calls `IDBKeyRange`. */
  readonly keyRange = {
    lowerBound: (lower: Key, lowerOpen = false): Range => ({ lower, lowerOpen, upper: Number.POSITIVE_INFINITY, upperOpen: false }),
    upperBound: (upper: Key, upperOpen = false): Range => ({ lower: Number.NEGATIVE_INFINITY, lowerOpen: false, upper, upperOpen }),
    bound: (lower: Key, upper: Key, lowerOpen = false, upperOpen = false): Range => ({ lower, upper, lowerOpen, upperOpen }),
  }

  /** Nothing is under way: all that was asked to be kept is kept. */
  get isQuiet(): boolean {
    return this.#open === 0
  }

  get names(): readonly string[] {
    return [...this.#databases.keys()]
  }

  open(name: string): Request {
    return this.#later((request) => {
      const present = this.#databases.get(name)
      const database = present ?? new Database((by) => { this.#open += by })
      const connection = new Connection(database)
      this.#databases.set(name, database)
      request.result = connection
      if (present === undefined) request.onupgradeneeded?.({ target: request })
      request.succeed(connection)
    })
  }

  deleteDatabase(name: string): Request {
    return this.#later((request) => {
      this.#databases.get(name)?.end()
      this.#databases.delete(name)
      request.succeed(undefined)
    })
  }

  /** The tab that has this database open dies now: what was under way is undone, and nothing of it is heard of again. */
  killTab(name: string): void {
    this.#databases.get(name)?.end()
  }

  #later(act: (request: Request) => void): Request {
    const request = new Request()
    this.#open += 1
    setImmediate(() => {
      act(request)
      this.#open -= 1
    })
    return request
  }
}

class Database {
  readonly stores = new Map<string, Records>()
  readonly count: (by: 1 | -1) => void
  /** Grows when a tab is killed: connections of before are dead. */
  generation = 0
  readonly #waiting: Transaction[] = []
  #runs = false

  constructor(count: (by: 1 | -1) => void) {
    this.count = count
  }

  begin(transaction: Transaction): void {
    this.#waiting.push(transaction)
    this.count(1)
    if (this.#runs) return
    this.#runs = true
    setImmediate(this.#step)
  }

  end(): void {
    this.generation += 1
    for (const transaction of this.#waiting.splice(0)) {
      transaction.undo()
      this.count(-1)
    }
  }

  /** One request a turn, so that what its listener promises is asked within the same transaction. */
  #step = (): void => {
    const [first] = this.#waiting
    this.#runs = first !== undefined
    if (first === undefined) return
    if (!first.step()) {
      this.#waiting.shift()
      this.count(-1)
    }
    setImmediate(this.#step)
  }
}

class Connection {
  onversionchange: Happening = null
  readonly #database: Database
  readonly #generation: number
  #isClosed = false

  constructor(database: Database) {
    this.#database = database
    this.#generation = database.generation
  }

  createObjectStore(name: string): void {
    this.#database.stores.set(name, { rows: new Map(), nextKey: 1 })
  }

  transaction(): { objectStore(name: string): ObjectStore } {
    if (this.#isClosed) throw new Error('InvalidStateError: the connection is closed')
    const transaction = new Transaction()
    // A page that is dead asks nothing: its requests are never answered.
    if (this.#generation === this.#database.generation) this.#database.begin(transaction)
    return {
      objectStore: (name) => {
        const records = this.#database.stores.get(name)
        if (records === undefined) throw new Error(`NotFoundError: no store ${name}`)
        return new ObjectStore(transaction, records)
      },
    }
  }

  close(): void {
    this.#isClosed = true
  }
}

class Transaction {
  readonly #asked: (() => void)[] = []
  readonly #undo: (() => void)[] = []

  ask(answer: () => unknown): Request {
    const request = new Request()
    this.#asked.push(() => request.succeed(answer()))
    return request
  }

  changes(undo: () => void): void {
    this.#undo.push(undo)
  }

  /** False: nothing more was asked, and it is committed. */
  step(): boolean {
    const next = this.#asked.shift()
    next?.()
    return next !== undefined
  }

  undo(): void {
    for (const back of this.#undo.reverse()) back()
  }
}

class ObjectStore {
  readonly #transaction: Transaction
  readonly #records: Records

  constructor(transaction: Transaction, records: Records) {
    this.#transaction = transaction
    this.#records = records
  }

  add(value: unknown): Request {
    const copy: unknown = structuredClone(value)
    return this.#transaction.ask(() => {
      const key = this.#records.nextKey
      this.#records.nextKey += 1
      this.#records.rows.set(key, copy)
      this.#transaction.changes(() => this.#records.rows.delete(key))
      return key
    })
  }

  getAll(range: Range | null = null): Request {
    return this.#transaction.ask(() => this.#keys(range).map((key): unknown => structuredClone(this.#records.rows.get(key))))
  }

  count(range: Range | null = null): Request {
    return this.#transaction.ask(() => this.#keys(range).length)
  }

  delete(range: Range | null): Request {
    return this.#transaction.ask(() => {
      for (const key of this.#keys(range)) {
        const value = this.#records.rows.get(key)
        this.#records.rows.delete(key)
        this.#transaction.changes(() => this.#records.rows.set(key, value))
      }
    })
  }

  /** Only the first or the last key is ever looked at. */
  openKeyCursor(range: Range | null = null, direction: 'next' | 'prev' = 'next'): Request {
    return this.#transaction.ask(() => {
      const key = this.#keys(range).at(direction === 'prev' ? -1 : 0)
      return key === undefined ? null : { key }
    })
  }

  #keys(range: Range | null): Key[] {
    const keys = [...this.#records.rows.keys()].sort((one, other) => one - other)
    if (range === null) return keys
    const { lower, upper, lowerOpen, upperOpen } = range
    return keys.filter((key) => (lowerOpen ? key > lower : key >= lower) && (upperOpen ? key < upper : key <= upper))
  }
}
