-- The status of a person's last order where it is none of those that have a number: as Stripe says it.

-- profiles

ALTER TABLE profile ADD COLUMN stripe_order_status_other TEXT;
