"""Builds small Stripe worlds by hand, in both API shapes at once, with what must come out of them.

    shop = Shop()
    ada = shop.customer(email="ada@example.com")
    shop.invoice(ada, total=1000)
    shop.expect("ada@example.com", stripe_total_orders=1, stripe_total_sales=1000)

Everything has a sensible default; `before=` and `after=` change one shape only. Moments are days since START, or, from a
million on, unix seconds. Amounts are in the smallest unit.
"""

BEFORE, AFTER = "2025-02-24.acacia", "2026-10-28.endive"
START = 1767225600  # 2026-01-01
COLLECTIONS = ("customers", "invoices", "subscriptions", "coupons", "credit_notes", "products", "prices", "checkout_sessions",
               "charges", "refunds", "invoice_payments", "deleted_objects")
NOWHERE = {"line1": None, "line2": None, "city": None, "state": None, "postal_code": None, "country": None}
MISSING = object()  # an expectation: there is no such profile


def moment(when):
    return when if when is None or when >= 1_000_000 else int(START + when * 86400)


def in_shape(value, shape):
    """An expectation for one shape: {"before": …, "after": …}, at any depth, says what each must give."""
    if not isinstance(value, dict):
        return value
    if set(value) == {"before", "after"}:
        return value["before" if shape == BEFORE else "after"]
    return {name: in_shape(inner, shape) for name, inner in value.items()}


def address(**parts):
    return {**NOWHERE, **parts}


CASES = []  # functions that lay one subject's objects and say what must come out


def case(function):
    CASES.append(function)
    return function


class Shop:
    def __init__(self):
        self.shapes = {shape: {name: [] for name in COLLECTIONS} for shape in (BEFORE, AFTER)}
        for shape in self.shapes.values():
            shape["invoice_lines"] = {}
        self.numbers = {}
        self.expected = []    # (case, key, permissions or None, fields)
        self.timelines = []   # (case, key, permissions or None, [(kind, at, data or None)])
        self.case = ""

    # ---- objects ----

    def id(self, prefix):
        self.numbers[prefix] = self.numbers.get(prefix, 0) + 1
        return f"{prefix}_{self.case.replace('_', '')[:14]}{self.numbers[prefix]:04d}"

    def put(self, collection, thing, before=None, after=None):
        for shape, more in ((BEFORE, before), (AFTER, after)):
            if more is not False:
                self.shapes[shape][collection].append({**thing, **(more or {})})
        return thing["id"]

    def customer(self, email=None, created=0, before=None, after=None, **more):
        customer = {"id": more.pop("id", None) or self.id("cus"), "object": "customer", "created": moment(created),
                    "livemode": False, "metadata": {}, "email": email, "name": None, "phone": None, "address": None,
                    "shipping": None, "currency": None, "balance": 0, "delinquent": False, "description": None,
                    "discount": None, "preferred_locales": [], "tax_exempt": "none", "test_clock": None, "invoice_prefix": "X",
                    **more}
        return self.put("customers", customer, before, after)

    def line(self, quantity=1, amount=1000, product="prod_a", price="price_a", item=None, proration=False, metered=False,
             description="Thing", before=None, after=None):
        """(before, after)"""
        thing = {"id": self.id("il"), "object": "line_item", "amount": amount, "currency": "usd", "description": description,
                 "discount_amounts": [], "discountable": True, "discounts": [], "livemode": False, "metadata": {},
                 "period": {"start": START, "end": START}, "quantity": quantity, "subscription": None}
        whole = None if price is None else {
            "id": price, "object": "price", "product": product, "type": "recurring" if metered or item else "one_time",
            "recurring": {"interval": "month", "usage_type": "metered" if metered else "licensed"} if metered or item else None}
        kind = "subscription_item_details" if item else "invoice_item_details"
        details = {"proration": proration, **({"subscription_item": item} if item else {"invoice_item": "ii_1"})}
        pricing = None if price is None else {"type": "price_details", "unit_amount_decimal": "1",
                                              "price_details": {"price": price, "product": product}}
        return ({**thing, "price": whole, "plan": None, "proration": proration, "subscription_item": item,
                 "type": "subscription" if item else "invoiceitem", "tax_amounts": [], "tax_rates": [], **(before or {})},
                {**thing, "pricing": pricing, "taxes": [], "parent": {
                    "type": kind, "subscription_item_details": None, "invoice_item_details": None, kind: details},
                 **(after or {})})

    def invoice(self, customer, created=1, total=1000, status="paid", lines=None, paid=None, due=None, before=None, after=None,
                paid_at=None, subscription=None, outside=False, **more):
        ident = more.pop("id", None) or self.id("in")
        created = moment(created)
        due = max(total, 0) if due is None else due
        paid = (due if status == "paid" else 0) if paid is None else paid
        finalized = None if status in ("draft", None) else created
        invoice = {"id": ident, "object": "invoice", "created": created, "livemode": False, "metadata": {}, "customer": customer,
                   "status": status, "currency": "usd", "total": total, "subtotal": total, "amount_due": due,
                   "amount_paid": paid, "amount_remaining": due - paid, "attempt_count": 0, "attempted": True,
                   "billing_reason": "manual", "customer_email": None, "customer_name": None, "customer_phone": None,
                   "customer_address": None, "customer_shipping": None, "test_clock": None, "discounts": [], "number": "N",
                   "due_date": None, "hosted_invoice_url": None, "auto_advance": True, "starting_balance": 0,
                   "collection_method": "charge_automatically", "pre_payment_credit_notes_amount": 0,
                   "post_payment_credit_notes_amount": 0, "total_discount_amounts": [],
                   "status_transitions": {"finalized_at": finalized,
                                          "paid_at": (moment(paid_at) or created) if status == "paid" else None,
                                          "voided_at": created + 90 if status == "void" else None,
                                          "marked_uncollectible_at": created + 99 if status == "uncollectible" else None},
                   **more}
        pairs = [self.line()] if lines is None else lines
        for n, shape in enumerate((BEFORE, AFTER)):
            if len(pairs) > 10:
                self.shapes[shape]["invoice_lines"][ident] = [pair[n] for pair in pairs]
        embedded = [{"object": "list", "data": [pair[n] for pair in pairs[:10]], "has_more": len(pairs) > 10,
                     "total_count": len(pairs), "url": f"/v1/invoices/{ident}/lines"} for n in (0, 1)]
        parent = None if subscription is None else {"type": "subscription_details", "quote_details": None,
                                                    "subscription_details": {"subscription": subscription, "metadata": {}}}
        return self.put("invoices", invoice,
                        {"paid": status == "paid", "paid_out_of_band": outside, "charge": None, "payment_intent": None,
                         "subscription": subscription, "lines": embedded[0], **({"amount_paid": 0} if outside else {}),
                         **(before or {})},
                        {"parent": parent, "amount_overpaid": 0, "lines": embedded[1], **(after or {})})

    def item(self, price="price_s", product="prod_s", metered=False, quantity=1):
        return {"id": self.id("si"), "object": "subscription_item", "created": START, "metadata": {},
                "quantity": None if metered else quantity,
                "price": {"id": price, "object": "price", "product": product, "type": "recurring", "unit_amount": 100,
                          "recurring": {"interval": "month", "interval_count": 1,
                                        "usage_type": "metered" if metered else "licensed"}}}

    def subscription(self, customer, status="active", created=1, items=None, pause=None, before=None, after=None, **more):
        ident = more.pop("id", None) or self.id("sub")
        created = moment(created)
        items = [self.item()] if items is None else items
        end = created + 30 * 86400
        lists = [{"object": "list", "has_more": False, "url": f"/v1/subscription_items?subscription={ident}",
                  "data": [{**item, "subscription": ident, **extra} for item in items]}
                 for extra in ({}, {"current_period_start": created, "current_period_end": end})]
        over = moment(more.pop("ended", None))
        thing = {"id": ident, "object": "subscription", "created": created, "livemode": False, "metadata": {},
                 "customer": customer, "status": status, "pause_collection": pause, "cancel_at": None,
                 "cancel_at_period_end": False, "canceled_at": over, "ended_at": over, "start_date": created,
                 "trial_start": None, "trial_end": None, "collection_method": "charge_automatically", "currency": "usd",
                 "latest_invoice": None, "test_clock": None, "discounts": [], "billing_cycle_anchor": created,
                 "cancellation_details": {"comment": None, "feedback": None,
                                          "reason": "cancellation_requested" if status == "canceled" else None}, **more}
        return self.put("subscriptions", thing, {"items": lists[0], "current_period_end": end, **(before or {})},
                        {"items": lists[1], **(after or {})})

    def charge(self, customer, amount=1000, created=1, status="succeeded", captured=True, email=None, invoice=None,
               before=None, after=None, name=None, phone=None, place=None, **more):
        thing = {"id": more.pop("id", None) or self.id("ch"), "object": "charge", "amount": amount,
                 "amount_captured": amount if captured else 0, "amount_refunded": 0, "captured": captured,
                 "billing_details": {"address": place or NOWHERE, "email": email, "name": name, "phone": phone},
                 "created": moment(created), "currency": "usd", "customer": customer, "description": None, "disputed": False,
                 "livemode": False, "metadata": {}, "paid": status == "succeeded", "payment_intent": None,
                 "receipt_email": None, "refunded": False, "status": status, **more}
        return self.put("charges", thing, {"invoice": invoice, **(before or {})}, after)

    def payment(self, invoice, intent=None, charge=None, **more):
        payment = {"type": "payment_intent", "payment_intent": intent} if intent else {"type": "charge", "charge": charge}
        return self.put("invoice_payments", {
            "id": self.id("inpay"), "object": "invoice_payment", "amount_paid": 0, "amount_requested": 0, "created": START,
            "currency": "usd", "invoice": invoice, "is_default": True, "livemode": False, "payment": payment,
            "status": "paid", **more}, before=False)

    def refund(self, charge, amount=100, created=5, status="succeeded", before=None, after=None, **more):
        return self.put("refunds", {
            "id": more.pop("id", None) or self.id("re"), "object": "refund", "amount": amount, "charge": charge,
            "created": moment(created), "currency": "usd", "metadata": {}, "payment_intent": None, "reason": None,
            "status": status, **more}, before, after)

    def note(self, invoice, customer, amount=100, created=6, status="issued", refunds=(), outside=None, balance=False,
             kind="post_payment", pre=0, before=None, after=None, **more):
        """refunds: (id, amount) each; before basil only the first can be named."""
        thing = {"id": more.pop("id", None) or self.id("cn"), "object": "credit_note", "amount": amount,
                 "created": moment(created), "currency": "usd", "customer": customer, "invoice": invoice, "livemode": False,
                 "metadata": {}, "status": status, "type": kind, "out_of_band_amount": outside, "total": amount,
                 "subtotal": amount, "customer_balance_transaction": "cbtxn_1" if balance else None,
                 "lines": {"object": "list", "data": [], "has_more": False, "url": "/"}, **more}
        listed = [{"refund": ident, "amount_refunded": part, "type": "refund"} for ident, part in refunds]
        return self.put("credit_notes", thing, {"refund": refunds[0][0] if refunds else None, **(before or {})},
                        {"refunds": listed, "pre_payment_amount": pre, "post_payment_amount": amount - pre, **(after or {})})

    def session(self, customer=None, status="complete", created=1, mode="payment", email=None, name=None, phone=None,
                place=None, promotions=None, prefill=None, details=None, before=None, after=None, **more):
        created = moment(created)
        if details is None and (email or name or phone or place):
            details = {"email": email, "name": name, "phone": phone, "address": place, "tax_exempt": "none", "tax_ids": []}
        thing = {"id": more.pop("id", None) or self.id("cs"), "object": "checkout.session", "created": created,
                 "expires_at": created + 86400, "livemode": False, "metadata": {}, "status": status, "mode": mode,
                 "customer": customer, "customer_email": prefill, "customer_details": details,
                 "consent": {"promotions": promotions, "terms_of_service": None} if promotions else None,
                 "amount_total": 4500, "amount_subtotal": 4500, "currency": "usd",
                 "payment_status": "paid" if status == "complete" else "unpaid", "payment_intent": None, "invoice": None,
                 "subscription": None, "recovered_from": None, "after_expiration": None, "url": None, **more}
        return self.put("checkout_sessions", thing, before, after)

    def price(self, ident, metered, product="prod_m"):
        return self.put("prices", {
            "id": ident, "object": "price", "active": True, "billing_scheme": "per_unit", "created": START, "currency": "usd",
            "livemode": False, "metadata": {}, "nickname": None, "product": product, "type": "recurring", "unit_amount": 1,
            "unit_amount_decimal": "1", "recurring": {"interval": "month", "interval_count": 1,
                                                      "usage_type": "metered" if metered else "licensed"}})

    # ---- what must come out ----

    def expect(self, key, permissions=None, **fields):
        """Members of `fields` or `stripe` of the profile; permissions: "all", "seed", or None for both."""
        self.expected.append((self.case, key, permissions, fields))

    def nobody(self, key, permissions=None):
        self.expected.append((self.case, key, permissions, MISSING))

    def timeline(self, key, *activities, permissions="all", only_after=()):
        """(kind, at) or (kind, at, data) each: all of the profile's, in any order; data: a part of it. only_after: those
        that only the newer shape tells of."""
        def wanted(those):
            return [(a[0], moment(a[1]), a[2] if len(a) > 2 else {}) for a in those]
        self.timelines.append((self.case, key, permissions, {"before": wanted(activities),
                                                             "after": wanted((*activities, *only_after))}))

    def world(self):
        return {"name": "hand-made", "why": "Made by tests/oracle/cases.py.", "shapes": self.shapes, "expected_contacts": []}
