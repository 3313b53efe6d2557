/** Everything the bot says, held against the local Slack's own reading of the limits: two checks, written apart. */
import { expect, test } from 'vitest';
import { problemsOf } from '../../src/playground/blocks/problems.ts';
import { problemsOfView } from '../../src/playground/blocks/view.ts';
import { homeView } from '../../src/slack/blocks/home.ts';
import { mappingModal } from '../../src/slack/blocks/mapping-modal.ts';
import { noticeModal } from '../../src/slack/blocks/notice-modal.ts';
import { render } from '../../src/slack/blocks/render.ts';
import { uploadModal } from '../../src/slack/blocks/upload-modal.ts';
import { withOlderBlocks } from '../../src/slack/older-blocks.ts';
import { allSayings, exampleQuestion } from '../slack/example-sayings.ts';
import { HOSTILE_TEXTS } from '../slack/hostile-texts.ts';

const showsFile = () => true;
const modal = (view: unknown) => problemsOfView(view, { surface: 'modal', olderBlocks: false, showsFile });

const TEXTS = [['ordinary words', null] as const, ...HOSTILE_TEXTS];

test.each(TEXTS)('with %s', (_name, text) => {
  for (const saying of [0, 1, 12].flatMap(segments => allSayings(text, segments))) {
    const sent = render(saying);
    const older = withOlderBlocks(sent).blocks;
    const problems = [
      ...problemsOf(sent.blocks, { surface: 'message', olderBlocks: false, showsFile }),
      ...problemsOf(older, { surface: 'message', olderBlocks: true, showsFile }),
      ...modal(noticeModal('Something to know', saying)),
      ...(saying.kind === 'home'
        ? problemsOfView(homeView(saying), { surface: 'home', olderBlocks: true, showsFile })
        : []),
    ];
    expect([saying.kind, ...problems]).toEqual([saying.kind]);
  }
  expect(modal(mappingModal(exampleQuestion(text)))).toEqual([]);
});

test('the modal for uploads', () => {
  expect(modal(uploadModal('{}'))).toEqual([]);
});
