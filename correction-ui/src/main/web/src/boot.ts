import { languageOf, listOf, speak, type Language } from './words/language.js';

/** The words come before the views, so that a view can say what it has to say as soon as it is read. */
const chosen = localStorage.getItem('fleetrl.language') as Language | null;
const language = chosen ?? languageOf(navigator.languages);
document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en';
speak(await listOf(language));
await import('./main.js');
