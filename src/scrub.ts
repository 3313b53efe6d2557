/** Takes out of a text what must not be written anywhere: tokens, secret addresses, e-mail addresses, rows of a file. */

const SLACK_HOOK = /https?:\/\/hooks\.slack(?:-gov)?\.com\/[^\s"'<>\\]+/gi;
const UPLOAD_ADDRESS = /https?:\/\/files\.slack(?:-gov)?\.com\/upload\/[^\s"'<>\\]+/gi;
const SOCKET_TICKET = /(wss?:\/\/[^\s"'<>\\/?]+)[^\s"'<>\\]*/gi;
const ADDRESS_PASSWORD = /(\w:\/\/)[^\s"'/@]+@/g;
const SLACK_TOKEN = /\b(?:xox[a-z]|xapp)[-.][\w.-]+/gi;
const SIGNATURE = /\bv0=[0-9a-f]{16,}/gi;
const BEARER = /\bBearer\s+[\w.~+/=-]+/gi;
/** "13345224609.738474920.8088930838d88f008e0" */
const TRIGGER_ID = /\b\d{6,}\.\d{6,}\.[0-9a-f]{16,}\b/gi;
/** `"response_url":"…"`, `trigger_id=…`, also inside JSON inside JSON. */
const SECRET_FIELD =
  /\b(response_url|trigger_id|signing_secret|client_secret|access_token|refresh_token|token|ticket)(\\*["']?\s*[:=]\s*\\*["']?)[^\s"'\\,;&}]+/gi;
/** Bounded, because a long run of letters without an @ would be tried from each of them to its end. */
const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})*\.\p{L}{2,}/gu;
/** DuckDB shows the row at which reading stopped. */
const ORIGINAL_LINE = /(Original Line:)[\s\S]*?(?=\n\s*(?:Expected|Possible|Error|Parser|at )|$)/g;
/** DuckDB quotes the cell that it could not convert. */
const CELL_ERROR = /\b(?:Conversion|Invalid Input|Out of Range|Constraint|Mismatch Type) Error:[^\n]*/g;
const QUOTED = /'[^'\n]*'|"[^"\n]*"/g;

const RULES: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [ORIGINAL_LINE, '$1 [row]'],
  [CELL_ERROR, message => message.replace(QUOTED, '[cell]')],
  [SLACK_HOOK, '[response_url]'],
  [UPLOAD_ADDRESS, '[upload address]'],
  [SOCKET_TICKET, '$1/[ticket]'],
  [ADDRESS_PASSWORD, '$1[secret]@'],
  [SLACK_TOKEN, '[token]'],
  [SIGNATURE, '[signature]'],
  [BEARER, 'Bearer [token]'],
  [TRIGGER_ID, '[trigger_id]'],
  [SECRET_FIELD, '$1$2[secret]'],
  [EMAIL, '[e-mail]'],
];

/** `secrets`: texts that are taken out as they stand, whatever they look like. */
export const scrub = (text: string, secrets: readonly string[] = []): string => {
  const without = secrets.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '[secret]')), text);
  // `replace` takes a text or a function, but its types do not take "either".
  return RULES.reduce(
    (rest, [pattern, by]) => (typeof by === 'string' ? rest.replace(pattern, by) : rest.replace(pattern, by)),
    without,
  );
};
