"""Random small worlds in the scenario format (tests/data/stripe/README.md), in both shapes, for the oracle to judge.

    python3 worlds.py SEED PEOPLE > world.json

Everything awkward that the contract speaks of happens here often: shared and malformed addresses, deleted and simulated
customers, every status, prorations, metered prices, more than ten lines, refunds of both kinds, guests, carts.
"""

import json
import random
import sys

BEFORE, AFTER = "2025-02-24.acacia", "2026-10-28.endive"
START = 1735689600
CURRENCIES = ["usd", "usd", "usd", "eur", "jpy", "kwd"]
FIRST = ["Ada", "Ben", "Zoë", "Jean-Luc", "山田", "  Eva ", "Ana\u00a0María", "\u3000Kenji", "O’Neil", "María José", "שרה"]
LAST = ["Lovelace", "King  Lovelace", "de la Tour", "Müller", "Smith", "太郎", "Øst", "כהן"]
ADDRESSES = [
    {"line1": "1 Main St", "line2": "Apt 2", "city": "Reno", "state": "NV", "postal_code": "89501", "country": "US"},
    {"line1": "9 Dock Rd", "line2": None, "city": "Leeds", "state": "", "postal_code": "LS1 1AA", "country": "GB"},
    {"line1": "", "line2": "Hinterhaus", "city": None, "state": None, "postal_code": None, "country": "DE"},
    {"line1": None, "line2": None, "city": None, "state": None, "postal_code": None, "country": None},
    None,
]
PHONES = ["+44 20 7946 0958", "+442079460000", "+1 (775) 555-0100", "", None, "call reception"]
SUBSCRIPTION = ["active", "active", "active", "trialing", "past_due", "unpaid", "canceled", "incomplete",
                "incomplete_expired", "paused", "some_new_status"]


class Maker:
    def __init__(self, seed, people):
        self.r = random.Random(seed)
        self.people = people
        self.count = 0
        self.shapes = {BEFORE: {}, AFTER: {}}
        for shape in self.shapes.values():
            for name in ("customers", "invoices", "subscriptions", "credit_notes", "charges", "refunds",
                         "checkout_sessions", "coupons", "products", "prices"):
                shape[name] = []
            shape["invoice_lines"] = {}
            shape["deleted_objects"] = []
        self.shapes[AFTER]["invoice_payments"] = []

    def id(self, prefix):
        self.count += 1
        return f"{prefix}_{self.r.randrange(16 ** 6):06x}{self.count:06d}"

    def chance(self, share):
        return self.r.random() < share

    def when(self):
        return START + self.r.randrange(0, 500 * 86400, 3600 if self.chance(0.7) else 1)

    def both(self, name, before, after=None):
        self.shapes[BEFORE][name].append(before)
        self.shapes[AFTER][name].append(after if after is not None else dict(before))

    def name(self):
        kind = self.r.randrange(12)
        first, last = self.r.choice(FIRST), self.r.choice(LAST)
        if kind == 0:
            return None
        if kind == 1:
            return ""
        if kind == 2:
            return f"{last}, {first}"
        if kind == 3:
            return f"{last}, {self.r.choice(['Inc.', 'GmbH', 'L.L.C.', 'S.A.', 'Ltd'])}"
        if kind == 4:
            return first
        return f" {first}   {last}" if kind == 5 else f"{first} {last}"

    def email(self, n):
        kind = self.r.randrange(14)
        if kind == 0:
            return None
        if kind == 1:
            return self.r.choice(["not an address", "a@b", "two@@example.com", "x y@example.com", "@example.com", "person1\u0000@example.com", ""])
        if kind == 2:
            return f"  Person{n}@Example.COM \n"
        if kind in (3, 4):
            return f"shared{self.r.randrange(max(1, self.people // 8))}@example.com"
        return f"person{n}@example.com"

    # ---- objects ----

    def customer(self, n):
        address = self.r.choice(ADDRESSES)
        shipping = None
        if self.chance(0.3):
            shipping = {"name": self.name(), "phone": self.r.choice(PHONES), "address": self.r.choice(ADDRESSES[:4])}
        customer = {
            "id": self.id("cus"), "object": "customer", "created": self.when(), "livemode": False, "metadata": {},
            "email": self.email(n), "name": self.name(), "phone": self.r.choice(PHONES), "address": address,
            "shipping": shipping, "currency": self.r.choice(CURRENCIES + [None]), "balance": 0, "delinquent": False,
            "description": None, "discount": None, "invoice_prefix": "X", "preferred_locales": [],
            "tax_exempt": "none", "test_clock": None,
        }
        after = dict(customer, customer_account=None)
        if self.chance(0.1):
            after["business_name"] = self.r.choice(["Acme Works", "Beta Works"])
            after["name"] = self.r.choice(["Acme Works", "  Acme  Works ", "Beta Works", after["name"]])
            if self.chance(0.5):
                after["individual_name"] = self.r.choice(["Eva Müller", "", None])
        return customer, after

    def price(self, metered):
        price = {"id": self.id("price"), "object": "price", "active": True, "billing_scheme": "per_unit", "created": START,
                 "currency": "usd", "livemode": False, "metadata": {}, "nickname": None, "product": self.id("prod"),
                 "type": "recurring" if metered is not None else "one_time", "unit_amount": 100,
                 "unit_amount_decimal": "100", "recurring": None}
        if metered is not None:
            price["recurring"] = {"interval": "month", "interval_count": 1, "usage_type": "metered" if metered else "licensed",
                                  "aggregate_usage": None, "trial_period_days": None, "meter": None}
        return price

    def line(self, invoice, currency, price, item):
        quantity = self.r.choice([1, 1, 1, 2, 3, 10, 0, None])
        amount = self.r.choice([100, 2500, 0, -100, 999]) if self.chance(0.25) else 1000 * (quantity or 1)
        proration = self.chance(0.1)
        text = self.r.choice(["Widget", "Gift card", "Hours"])
        common = {"id": self.id("il"), "object": "line_item", "amount": amount, "currency": currency, "description": text,
                  "discount_amounts": [], "discountable": True, "discounts": [], "invoice": invoice, "livemode": False,
                  "metadata": {}, "period": {"start": START, "end": START}, "quantity": quantity}
        before = dict(common, price=price, plan=None, proration=proration, type="subscription" if item else "invoiceitem",
                      subscription_item=item, proration_details={"credited_items": None}, subscription=None,
                      tax_amounts=[], tax_rates=[])
        if quantity is None and self.chance(0.5):
            del common["quantity"], before["quantity"]
        details = {"proration": proration, "subscription_item": item} if item else {"proration": proration, "invoice_item": "ii_1"}
        kind = "subscription_item_details" if item else "invoice_item_details"
        parent = {"type": kind, "subscription_item_details": None, "invoice_item_details": None, kind: details}
        pricing = None
        if price is not None:
            pricing = {"type": "price_details", "price_details": {"price": price["id"], "product": price["product"]},
                       "unit_amount_decimal": "100"}
        after = dict(common, parent=parent, pricing=pricing, subscription=None, taxes=[], subtotal=amount)
        return before, after

    def lines(self, invoice, currency, items):
        before, after = [], []
        for _ in range(self.r.choice([1, 1, 2, 3, 10, 11, 14]) if self.chance(0.5) else 1):
            item = self.r.choice(items) if items and self.chance(0.6) else None
            price = item["price"] if item else self.r.choice([None, self.price(None), self.stock])
            b, a = self.line(invoice, currency, price, item["id"] if item else None)
            before.append(b)
            after.append(a)
        return before, after

    def invoice(self, customer, items):
        created = self.when()
        status = self.r.choice(["paid"] * 6 + ["open", "draft", "void", "uncollectible", "some_new_status"])
        currency = self.r.choice(CURRENCIES)
        total = self.r.choice([1000, 2500, 999999999999, 4200, 0, -500]) if self.chance(0.4) else self.r.randrange(1, 90000)
        subtotal = self.r.choice([total, total, 2500])
        due = max(total, 0)
        covered = self.chance(0.05)
        amount_due = 0 if covered else due
        outside = status == "paid" and self.chance(0.1)
        paid = amount_due if status == "paid" else (self.r.randrange(0, amount_due + 1) if self.chance(0.2) and status != "draft" else 0)
        ident = self.id("in")
        before_lines, after_lines = self.lines(ident, currency, items)
        common = {
            "id": ident, "object": "invoice", "created": created, "livemode": False, "metadata": {}, "customer": customer["id"],
            "status": status, "currency": currency, "total": total, "subtotal": subtotal, "amount_due": amount_due,
            "amount_remaining": amount_due - paid, "attempt_count": self.r.randrange(3), "attempted": True,
            "billing_reason": self.r.choice(["manual", "subscription_cycle", "subscription_create", None]),
            "customer_email": customer["email"], "customer_name": self.name(), "customer_phone": self.r.choice(PHONES),
            "customer_address": self.r.choice(ADDRESSES), "customer_shipping": None, "test_clock": None, "discounts": [],
            "number": "N", "due_date": None, "hosted_invoice_url": None, "auto_advance": True,
            "collection_method": "charge_automatically", "starting_balance": 0, "ending_balance": 0,
            "pre_payment_credit_notes_amount": 0, "post_payment_credit_notes_amount": 0,
            "status_transitions": {"finalized_at": created, "paid_at": created + 60 if status == "paid" else None,
                                   "voided_at": created + 90 if status == "void" else None,
                                   "marked_uncollectible_at": created + 99 if status == "uncollectible" else None},
        }
        before = dict(common, paid=status == "paid", paid_out_of_band=outside, amount_paid=0 if outside else paid,
                      charge=None, payment_intent=None, subscription=None, tax=None, lines=self.embedded(ident, before_lines))
        after = dict(common, amount_paid=paid, amount_overpaid=0, parent=None, total_taxes=[],
                     lines=self.embedded(ident, after_lines))
        if len(before_lines) > 10:
            self.shapes[BEFORE]["invoice_lines"][ident] = before_lines
            self.shapes[AFTER]["invoice_lines"][ident] = after_lines
        self.both("invoices", before, after)
        if status in ("paid", "open", "uncollectible"):
            self.money(before, after, currency, paid)

    def embedded(self, ident, lines):
        return {"object": "list", "data": lines[:10], "has_more": len(lines) > 10, "total_count": len(lines),
                "url": f"/v1/invoices/{ident}/lines"}

    def money(self, before, after, currency, paid):
        """Charges tied to the invoice, refunds of them, credit notes: any, all or none."""
        for _ in range(self.r.choice([1, 1, 1, 2])):
            self.payment(before, currency, paid)
        if self.chance(0.15):
            self.credit_note(before, currency, paid)

    def payment(self, before, currency, paid):
        invoice = before["id"]
        if paid > 0 and self.chance(0.6):
            intent, charge = self.id("pi"), self.charge(before["customer"], currency, paid, None)
            charge.update(payment_intent=intent, status="succeeded", captured=True, amount_captured=paid)
            self.both("charges", dict(charge, invoice=invoice), charge)
            before.update(charge=charge["id"], payment_intent=intent)
            payment = {"type": "payment_intent", "payment_intent": intent} if self.chance(0.8) else {"type": "charge", "charge": charge["id"]}
            self.shapes[AFTER]["invoice_payments"].append({
                "id": self.id("inpay"), "object": "invoice_payment", "amount_paid": paid, "amount_requested": paid,
                "created": before["created"], "currency": currency, "invoice": invoice, "is_default": True, "livemode": False,
                "payment": payment, "status": "paid", "status_transitions": {"canceled_at": None, "paid_at": before["created"]}})
            self.refund(charge, paid, 0.3)

    def credit_note(self, invoice, currency, paid):
        amount = self.r.randrange(1, max(2, paid or 500))
        pre = self.chance(0.3)
        refunded = 0 if pre else self.r.choice([0, amount, amount // 2])
        outside = 0 if pre or refunded == amount else self.r.choice([0, amount - refunded])
        status = self.r.choice(["issued", "issued", "void"])
        common = {"id": self.id("cn"), "object": "credit_note", "amount": amount, "created": invoice["created"] + 500,
                  "currency": currency, "customer": invoice["customer"], "invoice": invoice["id"], "livemode": False,
                  "metadata": {}, "status": status, "out_of_band_amount": outside or None,
                  "customer_balance_transaction": None, "lines": {"object": "list", "data": [], "has_more": False, "url": "/"},
                  "type": "pre_payment" if pre else "post_payment", "total": amount, "subtotal": amount}
        # Before basil a note has one refund or none, so both shapes agree only where the refund is the whole amount.
        whole = refunded == amount and refunded > 0
        balance = None if whole or outside else self.id("cbtxn")
        refund = self.id("re") if refunded > 0 else None
        before = dict(common, refund=refund if whole else None, customer_balance_transaction=balance)
        after = dict(common, customer_balance_transaction=balance, pre_payment_amount=amount if pre else 0,
                     post_payment_amount=0 if pre else amount,
                     refunds=[{"refund": refund, "amount_refunded": refunded, "type": "refund"}] if refunded else [])
        self.both("credit_notes", before, after)

    def charge(self, customer, currency, amount, email):
        status = self.r.choice(["succeeded", "succeeded", "succeeded", "failed", "pending"])
        captured = status == "succeeded" and not self.chance(0.1)
        return {"id": self.id("ch"), "object": "charge", "amount": amount, "amount_captured": amount if captured else 0,
                "amount_refunded": 0, "billing_details": {"address": self.r.choice(ADDRESSES[:4]), "email": email,
                "name": self.name(), "phone": self.r.choice(PHONES)}, "captured": captured, "created": self.when(),
                "currency": currency, "customer": customer, "description": None, "disputed": False, "livemode": False,
                "metadata": {}, "paid": status == "succeeded", "payment_intent": self.id("pi"), "receipt_email": None,
                "refunded": False, "status": status, "payment_method_details": None}

    def refund(self, charge, amount, share):
        if not self.chance(share):
            return
        back = 0
        for _ in range(self.r.choice([1, 1, 2, 3])):
            part = self.r.randrange(1, max(2, amount // 3))
            status = self.r.choice(["succeeded", "pending", "failed", "canceled", "requires_action"])
            back += part if status in ("succeeded", "pending") else 0
            refund = {"id": self.id("re"), "object": "refund", "amount": part, "charge": charge["id"],
                      "created": charge["created"] + 100, "currency": charge["currency"], "metadata": {},
                      "payment_intent": charge["payment_intent"], "reason": None, "status": status}
            # Since 2026-07-29 a refund names its customer; it need not name the charge then.
            named = charge["customer"] and charge["status"] == "succeeded" and charge["captured"] and self.chance(0.2)
            self.both("refunds", refund, dict(refund, customer=charge["customer"], charge=None if named else charge["id"]))
        charge["amount_refunded"] = self.r.choice([back, back, back // 2, back + 7])
        for shape in self.shapes.values():
            for stored in shape["charges"]:
                if stored["id"] == charge["id"]:
                    stored["amount_refunded"] = charge["amount_refunded"]

    def subscription(self, customer):
        items = []
        for _ in range(self.r.choice([1, 1, 2])):
            price = self.price(self.chance(0.3))
            items.append({"id": self.id("si"), "object": "subscription_item", "created": START, "price": price,
                          "quantity": None if price["recurring"]["usage_type"] == "metered" else 1, "metadata": {},
                          "discounts": [], "tax_rates": [], "current_period_start": START, "current_period_end": START + 86400 * 30})
        created = self.when()
        ident = self.id("sub")
        for item in items:
            item["subscription"] = ident
        status = self.r.choice(SUBSCRIPTION)
        pause = {"behavior": "void", "resumes_at": None} if self.chance(0.15) else None
        subscription = {
            "id": ident, "object": "subscription", "created": created, "livemode": False, "metadata": {},
            "customer": customer["id"], "status": status, "pause_collection": pause, "cancel_at": None,
            "cancel_at_period_end": self.chance(0.2), "canceled_at": created + 5 if status == "canceled" else None,
            "ended_at": created + 6 if status == "canceled" else None, "start_date": created, "trial_start": None, "trial_end": None,
            "collection_method": "charge_automatically", "currency": "usd", "latest_invoice": None, "test_clock": None,
            "discounts": [], "billing_cycle_anchor": created,
            "items": {"object": "list", "data": items, "has_more": False, "url": f"/v1/subscription_items?subscription={ident}"}}
        self.both("subscriptions", dict(subscription, current_period_start=created, current_period_end=created + 86400 * 30), subscription)
        return items

    def session(self, customer, email):
        created = self.when()
        status = self.r.choice(["open", "expired", "complete", "complete", None])
        mode = self.r.choice(["payment", "payment", "subscription", "setup"])
        promotions = self.r.choice([None, "opt_in", "opt_out"]) if self.chance(0.3) else None
        details = {"email": email, "name": self.name(), "phone": self.r.choice(PHONES), "address": self.r.choice(ADDRESSES),
                   "tax_exempt": "none", "tax_ids": []} if self.chance(0.8) else None
        session = {"id": self.id("cs_test"), "object": "checkout.session", "created": created, "expires_at": created + 86400,
                   "livemode": False, "metadata": {}, "status": status, "mode": mode, "customer": customer,
                   "customer_email": email if details is None else None, "customer_details": details,
                   "consent": {"promotions": promotions, "terms_of_service": None} if promotions else None,
                   "amount_total": 4500, "amount_subtotal": 4500, "currency": self.r.choice(CURRENCIES),
                   "payment_status": "paid" if status == "complete" else "unpaid", "payment_intent": None, "invoice": None,
                   "subscription": None, "recovered_from": None, "after_expiration": None, "url": None}
        self.both("checkout_sessions", session)

    # ---- the world ----

    def person(self, n):
        before, after = self.customer(n)
        if self.chance(0.04):
            before["test_clock"] = after["test_clock"] = "clock_1"
        if self.chance(0.04):
            self.both("deleted_objects", {"id": before["id"], "object": "customer", "deleted": True})
        else:
            self.both("customers", before, after)
        items = []
        for _ in range(self.r.choice([0, 0, 1, 1, 2])):
            items += self.subscription(before)
        for _ in range(self.r.choice([0, 1, 1, 2, 3, 6])):
            self.invoice(before, items)
        if self.chance(0.2):
            charge = self.charge(before["id"], self.r.choice(CURRENCIES), self.r.randrange(50, 9000), before["email"])
            self.both("charges", charge)
            if charge["captured"]:
                self.refund(charge, charge["amount"], 0.3)
        if self.chance(0.2):
            self.session(before["id"], before["email"])

    def guest(self, n):
        email = self.email(self.r.choice([n, 10_000 + n]))
        for _ in range(self.r.choice([1, 1, 1, 2, 3])):
            self.guest_object(email)

    def guest_object(self, email):
        if self.chance(0.5):
            charge = self.charge(None, self.r.choice(CURRENCIES), self.r.randrange(50, 9000), email)
            if self.chance(0.3):
                charge["receipt_email"], charge["billing_details"]["email"] = charge["billing_details"]["email"], None
            self.both("charges", charge)
            if charge["captured"]:
                self.refund(charge, charge["amount"], 0.3)
        else:
            self.session(None, email)

    def make(self):
        self.stock = self.price(None)
        metered = self.price(True)
        self.both("prices", self.stock)
        self.both("prices", metered)
        for n in range(self.people):
            self.person(n)
            if self.chance(0.25):
                self.guest(n)
        return {"name": "random", "why": "Made by tests/oracle/worlds.py.", "shapes": self.shapes, "expected_contacts": []}


def world(seed, people):
    return Maker(seed, people).make()


if __name__ == "__main__":
    json.dump(world(int(sys.argv[1]), int(sys.argv[2])), sys.stdout, ensure_ascii=False)
