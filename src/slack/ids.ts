/** Ids that views, buttons and the listeners share. */
import type { Field } from '../core/order-file.ts';

/** Buttons that ask for something: `ask:` and a name that is unique in its message; their value is a chat request. */
export const ASK_PREFIX = 'ask:';
export const ASK_PATTERN: RegExp = /^ask:/;

/** Buttons that open a modal. The mapping button's value is the id of the question. */
export const OPEN_UPLOAD = 'open:upload';
/** Value of the upload button: the orders go to the channel that the button is in. Else it names the channel. */
export const UPLOAD_HERE = 'upload';
export const OPEN_MAPPING = 'open:mapping';

/** Buttons that say where the orders of a file belong. */
export const PLACE_PREFIX = 'place:';
export const PLACE_PATTERN: RegExp = /^place:/;

/** Buttons that say which currency of a file to keep. */
export const CURRENCY_PREFIX = 'currency:';
export const CURRENCY_PATTERN: RegExp = /^currency:/;

/** Buttons that say which sheet of a workbook to read. */
export const SHEET_PREFIX = 'sheet:';
export const SHEET_PATTERN: RegExp = /^sheet:/;

/** Buttons of the home tab that open a modal about what is stored; their value is a `PrivacyRequest`. */
export const PRIVACY_PREFIX = 'privacy:';
export const PRIVACY_PATTERN: RegExp = /^privacy:/;

/** `callback_id` of the modals and of the message shortcut. */
export const UPLOAD_CALLBACK = 'upload-orders';
export const MAPPING_CALLBACK = 'answer-mapping';
export const PRIVACY_CALLBACK = 'about-stored';
export const NOTICE_CALLBACK = 'notice';
export const SHORTCUT_CALLBACK = 'segment-this-file';

export const UPLOAD_BLOCK = 'orders-files';
export const UPLOAD_ACTION = 'files';

export const DATASET_BLOCK = 'dataset';
export const DATASET_ACTION = 'chosen';
export const CUSTOMER_BLOCK = 'customer';
export const CUSTOMER_ACTION = 'id';

export const fieldBlock = (field: Field): string => `field-${field}`;
export const FIELD_ACTION = 'column';
export const DATES_BLOCK = 'day-month-order';
export const DATES_ACTION = 'order';
