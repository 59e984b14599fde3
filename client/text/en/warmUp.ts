/** The warm-up: its four tasks for members, and how far each laptop is for directing staff. Fetched when it begins. */
export const warmUpText = {
  step: (number: number, of: number) => `Warm-up ${number} of ${of}`,
  tasks: {
    marker: (place: string) => `Put a marker on ${place}: choose the marker tool, then click the place.`,
    message: () => 'A message has come: open it in the corner of the map, and acknowledge it.',
    plan: () => 'Write a line in the plan: three words are enough.',
    paper: (paper: string) => `Open “${paper}” in Papers.`,
  },
  names: { marker: 'Marker', message: 'Message', plan: 'Plan', paper: 'Papers' },
  ticked: { done: 'done', skipped: 'skipped', open: 'to do' },
  missed: (km: string, place: string) => `That marker is ${km} km from ${place}. Move it there, or put another one.`,
  saving: 'Being saved on the server',
  show: 'Show me',
  skip: 'Skip',
  tryOut: 'Only a try-out: all of it is wiped when the warm-up ends.',
  ready: 'You are ready. Read your papers, or try the tools: all of it is wiped when the warm-up ends.',
  over: 'The warm-up is over. What was drawn to warm up is wiped; from now on the board counts.',
  close: 'Close',
  // the practice message
  channel: 'Message',
  from: 'Directing staff',
  title: 'This is how messages reach you',
  open: 'Open',
  body: 'During the exercise, messages slide in here. You open them when your group is ready, read who says it and how sure it is, and answer for your syndicate. They all stay in your inbox.',
  acknowledge: 'Acknowledge',
  arrival: 'A message to practise with',
  // directing staff
  wipesNext: 'Then the boards are empty: what was drawn to warm up is wiped.',
  readyCount: (ready: number, of: number) => `Warm-up: ${ready} of ${of} ready`,
  dots: (done: number, skipped: number, of: number) => `Warm-up: ${done} of ${of} done${skipped === 0 ? '' : `, ${skipped} skipped`}`,
  noReply: (seconds: number) => (seconds < 120 ? `no reply for ${seconds} s` : `no reply for ${Math.floor(seconds / 60)} min`),
  oldBrowser: (name: string, version: number, year: number | null) => `old browser: ${name} ${version}${year === null ? '' : `, of ${year}`}`,
} as const
