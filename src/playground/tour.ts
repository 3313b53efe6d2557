/** What a first visit offers: orders at one click, what to try with them, and weeks that pass as one likes. */
import { type MovableClock, nextMondayAtNine } from './clock.ts';
import type { LocalSlack } from './local-slack.ts';
import type { SeenSuggestion, SeenTour } from './seen.ts';

/** The orders of an invented store. */
export interface SampleOrders {
  /** CSV. */
  readonly beginning: string;
  /** CSV of each week after that, Monday to Sunday. */
  readonly weeks: readonly string[];
  /** Somebody who has ordered more than once. */
  readonly customer: string;
}

export interface TourOptions {
  readonly slack: LocalSlack;
  readonly bot: string;
  readonly channel: string;
  readonly clock: MovableClock;
  /** Asked once, when the orders are wanted. */
  readonly sampleOrders: () => SampleOrders;
  /** Resolves when the bot has nothing to do. */
  readonly idle: () => Promise<void>;
  /** The bot looks at the clock: what is due becomes work. */
  readonly tick: () => Promise<void>;
}

const MINUTE_MS = 60_000;
/** Last week's orders are there before the digest is due. */
const ORDERS_BEFORE_MS = 30 * MINUTE_MS;

const NO_WEEKS_LEFT =
  'It is Monday, 09:00. The sample store has no more weeks: from now on time passes without new orders.';

export class Tour {
  readonly #options: TourOptions;
  #orders: SampleOrders | null = null;
  #weeksGone = 0;
  #uploadedBy: string | null = null;
  /** Timestamp of the sample store's message. */
  #thread: string | null = null;
  /** One jump at a time: each is a week's work for the bot. */
  #travelling: Promise<unknown> = Promise.resolve();
  #journeys = 0;

  constructor(options: TourOptions) {
    this.#options = options;
  }

  seen(): SeenTour {
    return {
      channel: this.#options.channel,
      sample: this.#sampleState(),
      suggestions: this.#suggestions(),
      weeksLeft: (this.#orders?.weeks.length ?? 0) - this.#weeksGone,
    };
  }

  /** Resolves with the timestamp of its message. */
  async uploadSample(user: string): Promise<string> {
    if (this.#uploadedBy !== null) throw new Error('The sample store is uploaded already');
    this.#uploadedBy = user;
    const { slack, channel, sampleOrders } = this.#options;
    this.#orders = sampleOrders();
    try {
      const file = { name: 'sample-store.csv', bytes: this.#orders.beginning };
      const { message } = await slack.upload(user, channel, [file]);
      this.#thread = message.ts;
      return message.ts;
    } catch (error) {
      this.#uploadedBy = null;
      throw error;
    }
  }

  /** By the clock of this person. Resolves with what is to be said about it. */
  toNextMonday(user: string): Promise<string> {
    this.#journeys += 1;
    const travelled = this.#travelling
      .then(() => this.#travel(user))
      .finally(() => {
        this.#journeys -= 1;
      });
    this.#travelling = travelled.catch(() => {});
    return travelled;
  }

  /** Meanwhile nobody else is to look at the clock. */
  get isTravelling(): boolean {
    return this.#journeys > 0;
  }

  /** Last week's orders are read before the bot looks at the clock, or it would ask for them. */
  async #travel(user: string): Promise<string> {
    const { slack, clock, idle, tick } = this.#options;
    await idle();
    const zone = slack.people().find(({ id }) => id === user)?.tz ?? 'UTC';
    const monday = nextMondayAtNine(clock.now(), zone);
    clock.moveTo(monday - ORDERS_BEFORE_MS);
    const said = await this.#addWeek();
    await idle();
    clock.moveTo(monday + MINUTE_MS / 2);
    await tick();
    await idle();
    return said;
  }

  async #addWeek(): Promise<string> {
    const { slack, channel } = this.#options;
    if (this.#orders === null || this.#uploadedBy === null)
      return 'It is Monday, 09:00. Upload the sample store first, and each jump brings a week of new orders.';
    const week = this.#orders.weeks[this.#weeksGone];
    if (week === undefined) return NO_WEEKS_LEFT;
    this.#weeksGone += 1;
    const file = { name: `sample-store-week-${this.#weeksGone}.csv`, bytes: week };
    await slack.upload(this.#uploadedBy, channel, [file], 'The orders of last week');
    return "It is Monday, 09:00. Last week's orders of the sample store were uploaded.";
  }

  #sampleState(): SeenTour['sample'] {
    if (this.#uploadedBy === null) return 'not yet';
    return this.#hasReport() ? 'there' : 'on its way';
  }

  /** The charts, which come after the report, are the bot's second message in the thread. */
  #hasReport(): boolean {
    const { slack, channel, bot } = this.#options;
    return this.#thread !== null && slack.thread(channel, this.#thread).filter(({ user }) => user === bot).length > 1;
  }

  #suggestions(): readonly SeenSuggestion[] {
    if (this.#orders === null) return [];
    return [
      {
        label: `Ask why customer ${this.#orders.customer} is where they are`,
        text: `/segment why ${this.#orders.customer}`,
      },
      { label: 'Get the list of your champions', text: '/segment export Champions' },
      { label: 'Have a digest posted every Monday, then jump to Monday', text: '/segment digest weekly mon 09:00' },
    ];
  }
}
