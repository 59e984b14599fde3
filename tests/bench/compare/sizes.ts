/** How long steady work is watched: the same for every server of one comparison. */
export interface BenchSizes { readonly warmUpMs: number; readonly windowMs: number }

export const usualSizes: BenchSizes = { warmUpMs: 1500, windowMs: 6000 }
