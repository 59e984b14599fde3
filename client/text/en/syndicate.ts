/** The syndicate's screen: frame, papers, presenting. */
export const syndicateText = {
  tabs: { inbox: 'Inbox', plan: 'Plan', slides: 'Slides', papers: 'Papers', cards: 'Discuss', ask: 'Ask', referrals: 'Referrals', means: 'Means' },
  tabUnread: (tab: string, count: number) => `${tab}, ${count} new`,
  panel: 'Side panel',
  resize: 'Width of the side panel',
  boardOf: (syndicate: string) => `Board of ${syndicate}`,
  mapFailed: 'The map could not be fetched.',
  again: 'Try again',
  // states
  paused: 'Paused by directing staff',
  frozen: 'Boards are frozen by directing staff. You can read, not write.',
  readOnlyStage: (stage: string) => `In ${stage} the boards can be read, not written.`,
  notBegun: 'The exercise has not begun. You can try the map and the plan.',
  // presenting
  presenting: 'You are presenting. The whole board is readable while you have the floor.',
  ownFloor: (name: string) => `Your syndicate has the floor. ${name} presents. Everyone can read the whole board.`,
  ownFloorNobody: 'Your syndicate has the floor. Nobody presents yet. Everyone can read the whole board.',
  otherFloor: (syndicate: string) => `${syndicate} has the floor`,
  follow: 'Follow',
  backToBoard: 'Back to our board',
  showNothing: 'Show no section',
  messageFromStaff: 'Directing staff',
  dismiss: 'Close',
  // papers
  searchPapers: 'Search the papers and the glossary',
  nothingFound: 'Nothing was found in the papers.',
  noPapers: 'This exercise has no papers.',
  openPaper: (title: string) => `Open “${title}”`,
  allPapers: 'All papers',
  yourHat: (hat: string) => `Your hat: ${hat}`,
  looksAt: (what: string) => what,
} as const
