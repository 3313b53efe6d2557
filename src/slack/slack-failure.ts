/** What a failed call means: worth another try, closed for good, a missing permission, or a bug of ours. */
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { ExpectedError } from '../errors.ts';
import { Outage, PlaceClosed } from '../outages.ts';

const SHORT_PAUSE_MS = 2_000;

/** Nothing that the bot does brings these back; a person has to. */
const CLOSED: ReadonlySet<string> = new Set([
  'is_archived',
  'channel_not_found',
  'not_in_channel',
  'user_not_in_channel',
  'user_not_found',
  'user_not_visible',
  // A file of a channel that the bot is not in.
  'file_not_found',
  'users_not_found',
  'cannot_dm_bot',
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'team_access_not_granted',
  'ekm_access_denied',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
]);

const PASSING: ReadonlySet<string> = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'ratelimited',
  'rate_limited',
  'team_added_to_org',
]);

/** Policies of the workspace about files, each with what it means. */
const FILE_POLICIES: ReadonlySet<string> = new Set([
  'file_uploads_disabled',
  'file_uploads_except_images_disabled',
  'file_upload_size_restricted',
  'file_type_not_allowed',
  'storage_limit_reached',
]);

export const slackCode = (error: unknown): string | null =>
  error instanceof WebAPIPlatformError ? error.data.error : null;

const translated = (error: unknown): unknown => {
  if (error instanceof WebAPIRateLimitedError) return new Outage('Slack', error.retryAfter * 1_000, { cause: error });
  if (error instanceof WebAPIRequestError) return new Outage('Slack', SHORT_PAUSE_MS, { cause: error });
  if (error instanceof WebAPIHTTPError && error.statusCode >= 500)
    return new Outage('Slack', SHORT_PAUSE_MS, { cause: error });
  const code = slackCode(error);
  if (code === null) return error;
  if (PASSING.has(code)) return new Outage('Slack', SHORT_PAUSE_MS, { cause: error });
  if (CLOSED.has(code)) return new PlaceClosed(code, { cause: error });
  if (code === 'missing_scope') return new ExpectedError('slack_scope_missing', { needed: neededScope(error) });
  if (FILE_POLICIES.has(code)) return new ExpectedError('slack_file_policy', { code });
  return error;
};

const neededScope = (error: unknown): string => {
  const { data } = error as { data?: { needed?: unknown } };
  return typeof data?.needed === 'string' ? data.needed : 'an additional permission';
};

/** Runs a call to Slack; what it throws says what can be done about it. */
export const calling = async <T>(call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    throw translated(error);
  }
};

/** What a plain HTTP answer of Slack that is no success means; it may say how long to wait. */
export const outageOf = (what: string, response: Response): Outage => {
  const seconds = Number(response.headers.get('retry-after'));
  return new Outage(what, Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : SHORT_PAUSE_MS);
};
