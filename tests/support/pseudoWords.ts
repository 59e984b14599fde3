/**
 * Two languages nobody speaks: one of Latin letters with marks, a good third longer, and one written from right to left.
 * A screen that holds them holds German, Kazakh and Arabic, too. `pseudoWords` is put around the words as the client is built.
 */
import { build, type Plugin } from 'vite'

export type PseudoLanguage = 'longer' | 'right-to-left'

const marked: Readonly<Record<string, string>> = { a: 'á', e: 'ë', i: 'ï', o: 'ø', u: 'ü', y: 'ÿ', A: 'Å', E: 'Ë', I: 'Ï', O: 'Ø', U: 'Ü', n: 'ñ', s: 'š', c: 'ç' }
const arabic = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'

/** One sentence in the language. Self-contained: it is also sent into the built client as text. */
export function pseudo(sentence: string, language: PseudoLanguage): string {
  if (sentence.trim() === '') return sentence
  if (language === 'longer') return `${[...sentence].map((letter) => marked[letter] ?? letter).join('')}${' ÿøü'.repeat(Math.ceil(sentence.length / 12))}`
  return [...sentence].map((letter) => (/[a-z]/i.test(letter) ? arabic.charAt(letter.toLowerCase().charCodeAt(0) % arabic.length) : letter)).join('')
}

/** Every sentence of a module of words, also those that functions say. */
const wrapping = `
const marked = ${JSON.stringify(marked)}
const arabic = ${JSON.stringify(arabic)}
const pseudo = ${pseudo.toString()}
export function pseudoWords(words, language) {
  if (typeof words === 'string') return pseudo(words, language)
  if (typeof words === 'function') return (...parts) => pseudoWords(words(...parts), language)
  if (Array.isArray(words)) return words.map((each) => pseudoWords(each, language))
  if (words !== null && typeof words === 'object' && Object.getPrototypeOf(words) === Object.prototype) return Object.fromEntries(Object.entries(words).map(([name, each]) => [name, pseudoWords(each, language)]))
  return words
}
`

function wordsPlugin(language: PseudoLanguage): Plugin {
  return {
    name: 'pseudo-words', enforce: 'pre',
    resolveId: (id) => (id === 'virtual:pseudo-words' ? '\0pseudo-words.js' : null),
    load: (id) => (id === '\0pseudo-words.js' ? wrapping : null),
    transform(code, id) {
      if (!/\/client\/text\/en\/[\w.]+\.ts$/.test(id) || id.endsWith('searchWords.ts')) return null
      const names = [...code.matchAll(/^export const (\w+Text)\b/gm)].map(([, name = '']) => name)
      const plain = code.replace(/^export const (\w+Text)\b/gm, 'const plain_$1')
      return { code: `import { pseudoWords } from 'virtual:pseudo-words'\n${plain}\n${names.map((name) => `export const ${name}: typeof plain_${name} = pseudoWords(plain_${name}, '${language}')`).join('\n')}\n`, map: null }
    },
  }
}

/** Builds the client in a language of nobody into a folder of its own. */
export async function buildPseudoClient(language: PseudoLanguage, folder: string): Promise<void> {
  const root = new URL('../../', import.meta.url).pathname
  await build({ configFile: `${root}client/vite.config.ts`, logLevel: 'error', plugins: [wordsPlugin(language)], build: { outDir: folder, emptyOutDir: true } })
}
