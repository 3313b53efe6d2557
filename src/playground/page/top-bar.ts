/** Above everything: that this is a simulation, what time it is in it, and who looks. */
import { useEffect, useState } from 'preact/hooks';
import { momentOf } from './dates.ts';
import { useDesk } from './desk.ts';
import { html, type View } from './html.ts';

interface TopBarProps {
  readonly isConnected: boolean;
  readonly isMenuOpen: boolean;
  readonly onMenu: () => void;
}

export const TopBar = ({ isConnected, isMenuOpen, onMenu }: TopBarProps): View => html`
  <header class="top-bar">
    <button type="button" class="plain menu-button" aria-label="Channels" aria-expanded=${isMenuOpen} onClick=${onMenu}>☰</button>
    <p class="simulation">
      <strong>Simulation</strong>
      <span>${isConnected ? 'Slack is simulated on this machine, the bot is real.' : 'The playground has stopped. Start it again with npm start.'}</span>
    </p>
    <${Travel} />
    <${WhoLooks} />
  </header>`;

const Travel = (): View => {
  const { run } = useDesk();
  const [isTravelling, setTravelling] = useState(false);
  const travel = async (): Promise<void> => {
    setTravelling(true);
    await run('travel', {});
    setTravelling(false);
  };
  return html`
    <div class="travel">
      <${Clock} />
      <button type="button" class="button" disabled=${isTravelling} onClick=${travel}
        title="Moves the clock to Monday, 09:00, and adds last week's orders to the sample store">
        ${isTravelling ? 'A week passes …' : 'It is next Monday'}
      </button>
    </div>`;
};

const SECOND_MS = 1000;

/** Runs on between two looks at the server. */
const Clock = (): View => {
  const { seen } = useDesk();
  const [ahead, setAhead] = useState(0);
  const [now, setNow] = useState(seen.now);
  useEffect(() => setAhead(seen.now - Date.now()), [seen.now]);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now() + ahead), SECOND_MS);
    setNow(Date.now() + ahead);
    return () => clearInterval(timer);
  }, [ahead]);
  const zone = seen.people.find(({ id }) => id === seen.me)?.zone ?? 'UTC';
  return html`<time class="clock" title=${`By the clocks of ${zone}`}>${momentOf(now, zone)}</time>`;
};

const WhoLooks = (): View => {
  const { seen } = useDesk();
  const people = seen.people.filter(({ isBot }) => !isBot);
  const change = ({ currentTarget }: { currentTarget: HTMLSelectElement }): void => {
    location.search = `?as=${currentTarget.value}`;
  };
  return html`
    <label class="who">
      <span aria-hidden="true">You are</span>
      <select aria-label="You are" onChange=${change}>
        ${people.map(({ id, name, role }) => html`<option value=${id} selected=${id === seen.me}>${name}${role && ` (${role.toLowerCase()})`}</option>`)}
      </select>
    </label>`;
};
