/** What a field holds once its words are with the server: nothing, or what somebody went on typing while they were on their way. */
export function afterSending(now: string, sent: string): string {
  return now === sent ? '' : now
}
