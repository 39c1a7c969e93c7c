import type { Activity, Authority, Robot } from './protocol.js';
import { firstState, type State } from './state.js';

/** A robot for tests: in an episode of a policy, free, heard of at 1000. */
export function robot(id: string, authority: Partial<Authority> = {}, rest: Partial<Robot> = {}): Robot {
  return {
    robot: id,
    birth: null,
    connection: { state: 'ONLINE' },
    state: {
      robot: id,
      session: 's1',
      sequence: 1,
      atMillis: 1000,
      authority: { mode: 'AUTONOMOUS', holder: null, epoch: 3, reason: '', ...authority },
      readyForEpisode: false,
      episode: {
        plan: {
          episode: 'e1',
          collection: 'c',
          task: 'pick',
          cohort: 'TRAIN',
          driver: { source: 'policy', version: 'v1' },
          seed: 1,
          pace: 1,
        },
        instruction: 'put the cube in the bin',
        step: 10,
        timeLimitSteps: 120,
        stage: 0,
        stageName: '',
      },
      toolPose: [0, 0, 0, 0, 0, 0],
      gripper: 1,
      spooled: 0,
      warnings: [],
      activity: 'RUNNING',
      recording: true,
    },
    help: null,
    stale: false,
    seenAtMillis: 1000,
    ...rest,
  };
}

/** The same robot, at something else. */
export function at(activity: Activity, seen: Robot): Robot {
  const state = seen.state;
  const episode = state !== null && (activity === 'RUNNING' || activity === 'WAITING_FOR_LABEL') ? state.episode : null;
  return { ...seen, state: state === null ? null : { ...state, activity, episode, recording: activity === 'RUNNING' } };
}

/** Ada's tablet, online, with these robots, and a fresh picture of each. */
export function tablet(...robots: readonly Robot[]): State {
  return {
    ...firstState({ kind: 'wall' }, 1000, { language: 'en', theme: 'dark', hand: 'left', text: 100, hearsHelp: true }),
    link: 'online',
    operator: 'ada',
    roles: ['OPERATOR'],
    rights: new Set(['GREET', 'WATCH', 'STOP', 'OPERATE', 'READ']),
    signIn: { by: 'name', provider: null },
    robots: new Map(robots.map((r) => [r.robot, r])),
    pictures: new Map(robots.map((r) => [`${r.robot}/third`, 950])),
  };
}
