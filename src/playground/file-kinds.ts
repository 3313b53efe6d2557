/** Type of a file by its name, as Slack tells it. */

interface FileKind {
  readonly filetype: string;
  readonly mimetype: string;
}

const KINDS: Readonly<Record<string, FileKind>> = {
  csv: { filetype: 'csv', mimetype: 'text/csv' },
  tsv: { filetype: 'tsv', mimetype: 'text/tab-separated-values' },
  txt: { filetype: 'text', mimetype: 'text/plain' },
  json: { filetype: 'json', mimetype: 'application/json' },
  html: { filetype: 'html', mimetype: 'text/html' },
  pdf: { filetype: 'pdf', mimetype: 'application/pdf' },
  zip: { filetype: 'zip', mimetype: 'application/zip' },
  gz: { filetype: 'gzip', mimetype: 'application/gzip' },
  xlsx: { filetype: 'xlsx', mimetype: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  xls: { filetype: 'xls', mimetype: 'application/vnd.ms-excel' },
  png: { filetype: 'png', mimetype: 'image/png' },
  jpg: { filetype: 'jpg', mimetype: 'image/jpeg' },
  jpeg: { filetype: 'jpg', mimetype: 'image/jpeg' },
  gif: { filetype: 'gif', mimetype: 'image/gif' },
};

const UNKNOWN: FileKind = { filetype: 'binary', mimetype: 'application/octet-stream' };

export const fileKind = (name: string): FileKind => KINDS[name.toLowerCase().split('.').at(-1) ?? ''] ?? UNKNOWN;

export const isPicture = ({ mimetype }: FileKind): boolean => mimetype.startsWith('image/');
