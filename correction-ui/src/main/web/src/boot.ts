import { ownPreferences } from './preferences.js';
import { listOf, speak } from './words/language.js';

/** The words come before the views, so that a view can say what it has to say as soon as it is read. */
speak(await listOf(ownPreferences().language));
await import('./main.js');
