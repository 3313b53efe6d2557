/** What there is to see, kept up to date by the server. */
import { useEffect, useState } from 'preact/hooks';
import type { Seen } from '../seen.ts';

export interface Live {
  readonly seen: Seen | null;
  readonly isConnected: boolean;
}

export const useLive = (me: string): Live => {
  const [live, setLive] = useState<Live>({ seen: null, isConnected: true });
  useEffect(() => {
    const source = new EventSource(`/live?as=${me}`);
    source.onmessage = ({ data }) => setLive({ seen: JSON.parse(data), isConnected: true });
    source.onerror = () => setLive(before => ({ ...before, isConnected: false }));
    return () => source.close();
  }, [me]);
  return live;
};
