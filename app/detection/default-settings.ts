export { defaultSettings } from '../../contract/default-settings.ts';
