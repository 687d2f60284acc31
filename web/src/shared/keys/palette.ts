import { createSpotlight } from '@mantine/spotlight'

/** The palette's store and the verbs that open and close it. */
export const [paletteStore, palette] = createSpotlight()
