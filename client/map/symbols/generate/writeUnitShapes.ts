/** `npm run generate:symbols`: writes the set of pre-rendered unit symbols. */
import { writeFileSync } from 'node:fs'
import { makeUnitShapes } from './makeUnitShapes.ts'

const file = new URL('../unitShapes.ts', import.meta.url)
writeFileSync(file, await makeUnitShapes())
