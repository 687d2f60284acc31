-- Until when a customer that Stripe deleted was there as far as reads showed it: unix seconds; null: not deleted, or not known.

-- stripe

ALTER TABLE customer ADD COLUMN seen_at INT64;
