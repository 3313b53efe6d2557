/** What not to spend on customers of low value, by the reason why it would not come back. */
export const AVOID = {
  newcomers:
    'No paid ads and no discount beyond the welcome offer: their orders are still small, and a price cut now teaches them to wait for the next one.',
  smallBaskets:
    'No percentage discounts and no free shipping below your usual threshold: on small orders either one eats the whole margin.',
  oneTimers:
    'No print, phone calls or paid ads: what they have spent so far does not pay for more than email and automatic messages.',
  dormant:
    'No ads, print, phone calls or repeated discounts: after two unanswered emails in a season, stop writing until the next one.',
} as const satisfies Readonly<Record<string, string>>;

export type AvoidId = keyof typeof AVOID;
