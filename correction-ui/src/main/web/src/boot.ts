import { ownPreferences } from './preferences.js';
import { listOf, speak } from './words/language.js';

/** The words come before the views, so that a view can say what it has to say as soon as it is read; without them it speaks English. */
speak(await listOf(ownPreferences().language).catch(() => ({})));
await import('./main.js');
