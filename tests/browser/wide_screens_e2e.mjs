#!/usr/bin/env node
// Every route in a window of 1280 pixels.
import { tellOfScreens } from './screens.mjs';

await tellOfScreens('wide');
