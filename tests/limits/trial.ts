/** One published number, tried by somebody who brings so much: null when it is taken, else what is said to them. */
export type Trial = (size: number) => Promise<string | null>

/** Said to nobody: what is too much is passed over, and no work is lost by it. */
export const passedOver = 'This is passed over without a word.'
/** Never refused: the line waits, and then it is taken. */
export const waits = 'This is taken a little later.'
