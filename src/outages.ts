/** Something outside did not answer as it should: worth another try later. */
export class Outage extends Error {
  /** In words: "Slack". */
  readonly what: string;
  /** Not before so many milliseconds. */
  readonly retryAfterMs: number;

  constructor(what: string, retryAfterMs: number, options?: ErrorOptions) {
    super(`${what} is not reachable`, options);
    this.name = 'Outage';
    this.what = what;
    this.retryAfterMs = retryAfterMs;
  }
}

/** The place is closed for good: archived channel, bot removed, token revoked. No further try will help. */
export class PlaceClosed extends Error {
  /** The service's own code: `is_archived`. */
  readonly code: string;

  constructor(code: string, options?: ErrorOptions) {
    super(`The place is closed: ${code}`, options);
    this.name = 'PlaceClosed';
    this.code = code;
  }
}
