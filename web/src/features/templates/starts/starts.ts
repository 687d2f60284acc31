import { kAboutOrders } from '@/features/templates/starts/starts-orders'
import { kAboutPaying } from '@/features/templates/starts/starts-paying'
import { kAboutPeople } from '@/features/templates/starts/starts-people'

/** At least one for each recipe of an automation; what they say is English and meant to be changed. */
export const kStarts = [...kAboutPeople, ...kAboutOrders, ...kAboutPaying]
