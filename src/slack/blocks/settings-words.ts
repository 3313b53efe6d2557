/** Settings in words, and what a run with other settings would be asked with. */
import { DEFAULT_SETTINGS, type Settings } from '../../core/settings.ts';

/** The settings that differ from the default. */
export const changedSettings = (settings: Settings): Partial<Settings> =>
  Object.fromEntries(
    Object.entries(settings).filter(([name, value]) => value !== DEFAULT_SETTINGS[name as keyof Settings]),
  );

/** "k=5, names=classic"; empty with the default settings. As they are typed. */
export const settingsWords = (settings: Settings): string =>
  Object.entries(changedSettings(settings))
    .map(([name, value]) => `${name === 'asOf' ? 'as-of' : name}=${value}`)
    .join(', ');
