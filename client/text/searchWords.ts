/** Words to search by, apart from `text`: they travel with the pickers that read them, not with the first page. */
import { searchWordsText } from './en/searchWords.ts'

export const searchWords = searchWordsText
