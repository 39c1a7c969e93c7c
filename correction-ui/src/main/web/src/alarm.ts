import type { State } from './state.js';
import { doing } from './select.js';

/** What must be heard and felt, apart from being seen. */
export type Alarm = 'help' | 'stopped' | 'lost';

/** Whether the change calls for a person. Do-not-disturb hides calls for help, never what concerns safety. */
export function alarm(before: State, after: State): Alarm | undefined {
  if (before.link === 'online' && after.link !== 'online' && before.claims.size > 0) {
    return 'lost';
  }
  if (before.robots === after.robots) {
    return undefined;
  }
  const became = (what: string): boolean =>
    [...after.robots].some(([id, robot]) => {
      const old = before.robots.get(id);
      return old !== undefined && old !== robot && doing(robot) === what && doing(old) !== what;
    });
  if (became('stopped')) {
    return 'stopped';
  }
  return after.preferences.hearsHelp && became('help') ? 'help' : undefined;
}

/** Tones in Hz, one after the other; told apart by their tune, not by loudness. */
const TUNES: Readonly<Record<Alarm, readonly number[]>> = { help: [660, 880], stopped: [440, 330, 220], lost: [520, 390] };
const TONE_SECONDS = 0.16;
const LOUDNESS = 0.25;

/** Browsers let a page sound only after its person has touched it. */
export class Bell {
  private context: AudioContext | undefined;

  ring(what: Alarm): void {
    if (!navigator.userActivation?.hasBeenActive) {
      return;
    }
    navigator.vibrate?.(what === 'help' ? 200 : [200, 100, 200]);
    const context = (this.context ??= new AudioContext());
    void context.resume();
    TUNES[what].forEach((hertz, i) => tone(context, hertz, context.currentTime + i * TONE_SECONDS));
  }
}

function tone(context: AudioContext, hertz: number, at: number): void {
  const source = context.createOscillator();
  const level = context.createGain();
  source.frequency.value = hertz;
  level.gain.setValueAtTime(LOUDNESS, at);
  level.gain.exponentialRampToValueAtTime(0.001, at + TONE_SECONDS);
  source.connect(level).connect(context.destination);
  source.start(at);
  source.stop(at + TONE_SECONDS);
}
