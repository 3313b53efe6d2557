/** Where it goes what was written: commands go their own way, and `/invite` is Slack's own. */
import { useDesk } from './desk.ts';
import { mentioned } from './mentions.ts';

export interface SendOptions {
  /** Id of the place. */
  readonly channel: string | undefined;
  readonly hasFiles: boolean;
  readonly hasCommands: boolean;
  /** Resolves with whether it was taken. */
  readonly send: (text: string) => Promise<boolean>;
}

const NO_COMMANDS = 'Slack has no commands in threads. Mention @Tranche instead, for example: @Tranche help';

/** Resolves with whether it was taken; what was not stays in the composer. */
export const useSend = ({
  channel,
  hasFiles,
  hasCommands,
  send,
}: SendOptions): ((text: string) => Promise<boolean>) => {
  const { seen, run, toast } = useDesk();
  const command = async (text: string): Promise<boolean> => {
    const invited = /^\/invite\s+@?(.+)$/i.exec(text)?.[1]?.toLowerCase();
    const person = seen.people.find(({ name }) => name.toLowerCase() === invited);
    const done = person ? run('invite', { channel, user: person.id }) : run('command', { channel, text });
    return (await done) !== null;
  };
  return async text => {
    if (hasFiles || !/^\/\S/.test(text)) return send(mentioned(text, seen.people));
    if (hasCommands) return command(text);
    toast(NO_COMMANDS);
    return false;
  };
};
