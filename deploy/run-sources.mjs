// `node --import` of this file runs TypeScript sources, in every thread: tsx alone leaves worker threads out (privatenumber/tsx#354).
import { register } from 'tsx/esm/api';

register();
