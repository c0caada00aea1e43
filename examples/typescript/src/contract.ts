// The release of the contract that this program speaks. Another one: change this line.
export type * from '../types/wegweiser-1.0.0-rc.3.ts'
