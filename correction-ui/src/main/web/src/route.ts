import type { Screen } from './state.js';

/** The screen lives in the address, so that back, reload and links work. */
export function screenOf(hash: string): Screen {
  const [, kind, id] = hash.split('/').map(decodeURIComponent);
  switch (kind) {
    case 'robot':
      return id === undefined || id === '' ? { kind: 'wall' } : { kind: 'cockpit', robot: id };
    case 'episode':
      return id === undefined || id === '' ? { kind: 'throughput' } : { kind: 'episode', episode: id };
    case 'help':
      return { kind: 'help' };
    case 'settings':
      return { kind: 'settings' };
    case 'throughput':
      return { kind: 'throughput' };
    default:
      return { kind: 'wall' };
  }
}

export function hashOf(screen: Screen): string {
  switch (screen.kind) {
    case 'wall':
      return '#/';
    case 'help':
      return '#/help';
    case 'settings':
      return '#/settings';
    case 'cockpit':
      return `#/robot/${encodeURIComponent(screen.robot)}`;
    case 'throughput':
      return '#/throughput';
    case 'episode':
      return `#/episode/${encodeURIComponent(screen.episode)}`;
  }
}
