/** Several officers at one laptop. Fetched with the seat's menu. */
export const seatsText = {
  you: (name: string) => `You are ${name}`,
  changeTo: (name: string) => `Change to ${name}`,
  another: 'Another officer joins at this laptop',
} as const
