import { describe, expect, it } from 'vitest';
import { mentioned } from '../../../src/playground/page/mentions.ts';
import { completionsFor } from '../../../src/playground/page/offers.ts';

const person = (id: string, name: string) => ({ id, name, isBot: false, role: '', zone: 'UTC' });
const PEOPLE = [person('U1', 'Tranche'), person('U2', 'Ada Admin')];

describe('Names after an @', () => {
  it.each([
    ['@Tranche why 17850', '<@U1> why 17850'],
    ['@tranche', '<@U1>'],
    ['hello @Ada Admin and @Ada', 'hello <@U2> and <@U2>'],
    ['@Adam is nobody here', '@Adam is nobody here'],
    ['a <b> & c', 'a &lt;b&gt; &amp; c'],
  ])('%s', (typed, sent) => {
    expect(mentioned(typed, PEOPLE)).toBe(sent);
  });
});

describe('What can follow a slash', () => {
  const commands = [
    {
      command: '/segment',
      hint: '[help]',
      examples: [
        { text: '/segment show', does: 'all segments' },
        { text: '/segment why 1', does: 'why' },
      ],
    },
  ];
  const offered = (typed: string) => completionsFor(commands, typed).map(({ text }) => text);

  it('narrows down as one types, and ends with what is complete', () => {
    expect(offered('/')).toEqual(['/segment ', '/segment show', '/segment why 1']);
    expect(offered('/SEGMENT w')).toEqual(['/segment why 1']);
    expect(offered('/segment show')).toEqual([]);
  });

  it('is offered only at the beginning', () => {
    expect(offered('and /segment')).toEqual([]);
    expect(offered('/segment\n')).toEqual([]);
    expect(offered('')).toEqual([]);
  });
});
