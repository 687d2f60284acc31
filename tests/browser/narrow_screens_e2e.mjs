#!/usr/bin/env node
// Every route in a window of 360 pixels.
import { tellOfScreens } from './screens.mjs';

await tellOfScreens('narrow');
