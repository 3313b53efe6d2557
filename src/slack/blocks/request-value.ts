/** What a button carries: a chat request as compact JSON, checked on the way back like anything from outside. */
import { z } from 'zod';
import { MOST_DAYS_AGO } from '../../core/changes.ts';
import { EXTRA_FEATURES } from '../../core/insight/clusterings.ts';
import { TOPICS } from '../../core/insight/insight.ts';
import { LARGEST_K, SETTING_CHOICES, SMALLEST_K } from '../../core/settings.ts';
import type { ChatRequest } from '../../jobs/chat-request.ts';
import { LIMITS } from '../limit-table.ts';

export const toValue = (request: ChatRequest): string => JSON.stringify(request);

/** `null` for anything that is no request: a button of an older version, or a forged payload. */
export const fromValue = (text: string): ChatRequest | null => {
  if (text.length > LIMITS.buttonValue) return null;
  try {
    return REQUEST.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};

const dataset = z.union([z.strictObject({ name: z.string() }), z.strictObject({ id: z.string() }), z.null()]);
const hour = z.int().min(0).max(23);
const minute = z.int().min(0).max(59);

const cadence = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), hour, minute }),
  z.strictObject({ every: z.literal('week'), hour, minute, weekday: z.literal([1, 2, 3, 4, 5, 6, 7]) }),
  z.strictObject({ every: z.literal('month'), hour, minute, day: z.int().min(1).max(31) }),
]);

const settings = z.strictObject({
  k: z.union([z.literal('auto'), z.int().min(SMALLEST_K).max(LARGEST_K)]).exactOptional(),
  features: z.enum(SETTING_CHOICES.features).exactOptional(),
  scaling: z.enum(SETTING_CHOICES.scaling).exactOptional(),
  refunds: z.enum(SETTING_CHOICES.refunds).exactOptional(),
  duplicates: z.enum(SETTING_CHOICES.duplicates).exactOptional(),
  outliers: z.enum(SETTING_CHOICES.outliers).exactOptional(),
  names: z.enum(SETTING_CHOICES.names).exactOptional(),
  scheme: z.enum(SETTING_CHOICES.scheme).exactOptional(),
  asOf: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable()
    .exactOptional(),
  seed: z.int().min(0).exactOptional(),
});

const REQUEST: z.ZodType<ChatRequest> = z.union([
  z.strictObject({ kind: z.enum(['help', 'upload', 'datasets']) }),
  z.strictObject({
    kind: z.literal('mistake'),
    problem: z.string(),
    didYouMean: z.string().nullable(),
    examples: z.array(z.string()),
  }),
  z.strictObject({ kind: z.literal('run'), settings, dataset }),
  z.strictObject({ kind: z.literal('show'), segment: z.string().nullable(), dataset }),
  z.strictObject({ kind: z.enum(['why', 'account']), customer: z.string(), dataset }),
  z.strictObject({ kind: z.literal('export'), segment: z.string(), dataset }),
  z.strictObject({ kind: z.enum(['rejected', 'uploads']), dataset }),
  z.strictObject({
    kind: z.literal('insight'),
    topic: z.enum(TOPICS),
    dataset,
    post: z.boolean().exactOptional(),
    extras: z.array(z.enum(EXTRA_FEATURES)).exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('compare'),
    dataset,
    days: z.int().min(1).max(MOST_DAYS_AGO).exactOptional(),
    since: z.string().exactOptional(),
    post: z.boolean().exactOptional(),
  }),
  z.strictObject({
    kind: z.literal('change-upload'),
    action: z.enum(['undo', 'only', 'apart']),
    upload: z.string(),
    dataset,
  }),
  z.strictObject({ kind: z.literal('forget-dataset'), dataset, confirmed: z.boolean() }),
  z.strictObject({ kind: z.literal('forget-customer'), customer: z.string(), dataset, confirmed: z.boolean() }),
  z.strictObject({
    kind: z.literal('digest'),
    action: z.literal('schedule'),
    cadence,
    alerts: z.boolean().exactOptional(),
    dataset,
  }),
  z.strictObject({
    kind: z.literal('digest'),
    action: z.enum(['list', 'preview', 'pause', 'resume', 'off']),
    dataset,
    digest: z.string().exactOptional(),
  }),
]);
