-- A coupon, a product and a price may have the same id: the shop chooses them. What they are stored under says which it is
-- (stripe/names.h). Of those that overwrote each other, the last is kept; the others come with the next comparison.

-- stripe

UPDATE object SET id = 'coupon ' || id WHERE kind = 4;
UPDATE object SET id = 'product ' || id WHERE kind = 6;
UPDATE object SET id = 'price ' || id WHERE kind = 7;
UPDATE hint SET id = 'coupon ' || id WHERE kind = 4;
UPDATE hint SET id = 'product ' || id WHERE kind = 6;
UPDATE hint SET id = 'price ' || id WHERE kind = 7;

-- Customers are gone through in the order of their ids, which are not always "cus_…": a shop may have brought its own.
CREATE INDEX object_customer ON object (connection, id) WHERE kind = 1;
