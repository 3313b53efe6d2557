/** The environment, read here and nowhere else. */
import { ExpectedError } from './errors.ts';

export interface Config {
  /** A QuickChart server that draws the charts; `null` draws them on this machine. */
  readonly quickChartUrl: string | null;
}

/** @throws {ExpectedError} `config_invalid` with all problems at once, so that nobody needs to start again for each */
export const readConfig = (environment: NodeJS.ProcessEnv): Config => {
  const quickChartUrl = environment.QUICKCHART_URL?.trim() || null;
  const problems = [
    ...(quickChartUrl === null || isHttpUrl(quickChartUrl)
      ? []
      : [`QUICKCHART_URL is "${quickChartUrl}", which is no address such as http://localhost:3400`]),
  ];
  if (problems.length > 0) throw new ExpectedError('config_invalid', { problems });
  return { quickChartUrl };
};

const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
