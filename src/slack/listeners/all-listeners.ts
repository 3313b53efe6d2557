/** Everything that Slack can send to the bot; the manifest has an entry for each. */
import { onAskButton, onCurrencyChosen, onOpenMapping, onOpenUpload, onPlaceChosen, onSheetChosen } from './buttons.ts';
import { onSegmentCommand } from './command.ts';
import { onFileShared } from './files.ts';
import { onHomeOpened } from './home.ts';
import type { Listener } from './listener.ts';
import { onMention, onMessage } from './messages.ts';
import { onMappingSubmitted, onUploadSubmitted } from './modals.ts';
import { onOpenPrivacy, onPrivacySubmitted } from './privacy.ts';
import { onTokensRevoked, onUninstalled } from './removal.ts';
import { onSegmentThisFile } from './shortcut.ts';

export const LISTENERS: readonly Listener[] = [
  onMessage,
  onFileShared,
  onMention,
  onHomeOpened,
  onUninstalled,
  onTokensRevoked,
  onSegmentCommand,
  onSegmentThisFile,
  onAskButton,
  onOpenUpload,
  onOpenMapping,
  onPlaceChosen,
  onCurrencyChosen,
  onSheetChosen,
  onUploadSubmitted,
  onMappingSubmitted,
  onOpenPrivacy,
  onPrivacySubmitted,
];
