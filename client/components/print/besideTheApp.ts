/**
 * Puts a sheet beside the app, so that paper shows the sheet and nothing else. Paper is light, whatever the screen is.
 * An attachment: what it gives back takes everything away again.
 */
export function besideTheApp(root: HTMLElement): () => void {
  const page = document.documentElement
  const theme = page.dataset['theme']
  document.body.append(root)
  page.dataset['theme'] = 'light'
  page.classList.add('prints-sheet')
  return () => {
    page.classList.remove('prints-sheet', 'prints-black-and-white')
    if (theme === undefined) delete page.dataset['theme']
    else page.dataset['theme'] = theme
    root.remove()
  }
}
