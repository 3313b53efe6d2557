/** The steps a person can watch. */
export type Step = 'inspect' | 'copy' | 'load' | 'clean' | 'cluster' | 'describe';

export interface Progress {
  readonly step: Step;
  /** Share of the step that is done, 0 to 1, where it is known. */
  readonly fraction?: number;
  readonly rows?: number;
}

export type OnProgress = (progress: Progress) => void;
