/** Groups and filters in each other, and conditions, that a segment may have (src/conditions/program.h). */
export const kDepthMost = 8
export const kConditionsMost = 100
