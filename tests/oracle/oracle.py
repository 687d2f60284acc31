"""A plain second opinion on what a profile's fields must be.

Written from the contract of the Stripe projection (docs/fields.md) alone, without reading src/stripe, with no thought
of speed: every rule is one function, and every profile looks at the whole world.

    contacts(world, permissions) -> [{"key": …, "total_orders": …, …}]

world: {"customers": […], "invoices": […], …} as Stripe's API returns the objects, in either shape; "invoice_lines" maps
an invoice's id to all of its lines. permissions: the set of collections that the key may read.
"""

import re
import unicodedata

SEED = frozenset({"customers", "invoices", "subscriptions", "coupons", "credit_notes"})
ALL = SEED | {"charges", "refunds", "checkout_sessions", "invoice_payments", "prices", "products"}
WHITE = " \t\n\r\f\v"
COMPANY_FORMS = {"inc", "llc", "ltd", "co", "corp", "gmbh", "ag", "sa", "plc", "llp", "lp", "bv", "nv", "oy", "ab", "kg"}


def text(value):
    """A value of Stripe's, where an empty string is a missing value."""
    return value if isinstance(value, str) and value != "" else None


def clean_email(value):
    """Trimmed, case kept; None where it is not an address."""
    if not isinstance(value, str):
        return None
    value = value.strip(WHITE)
    if value.count("@") != 1 or len(value.encode()) > 254:
        return None
    local, domain = value.split("@")
    if not 1 <= len(local.encode()) <= 64 or "." not in domain:
        return None
    if any(unicodedata.category(c).startswith(("Z", "Cc")) for c in value):
        return None
    return value


def email_key(value):
    value = clean_email(value)
    return None if value is None else "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in value)


def reference(value):
    """The id in a field that holds an id, an object, a stub or null."""
    if isinstance(value, dict):
        value = value.get("id")
    return text(value)


def fold(value):
    """Every run of white space (Unicode's) is one blank."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def grouped(things, key):
    groups = {}
    for thing in things:
        groups.setdefault(key(thing), []).append(thing)
    return groups


class World:
    def __init__(self, world, permissions):
        def of(name):
            return list(world.get(name, [])) if name in permissions else []

        def with_currency(things):
            return [{**thing, "currency": thing["currency"].lower()} for thing in things]

        self.permissions = permissions
        self.customers = [c for c in of("customers") if not c.get("deleted") and not c.get("test_clock")]
        self.clocked = {c["id"] for c in world.get("customers", []) if c.get("test_clock")}
        self.deleted = set(world.get("known_deleted", []))
        self.invoices = [i for i in with_currency(of("invoices")) if not i.get("test_clock")]
        self.subscriptions = [s for s in of("subscriptions") if not s.get("test_clock")]
        self.credit_notes = of("credit_notes")
        self.charges = with_currency(of("charges"))
        self.refunds = of("refunds") if "charges" in permissions else []
        self.sessions = of("checkout_sessions")
        self.prices = {p["id"]: p for p in of("prices")}
        self.payments = list(world.get("invoice_payments", [])) if "invoices" in permissions else []
        self.by_charge = {reference((p.get("payment") or {}).get("charge")): reference(p.get("invoice")) for p in self.payments}
        self.by_intent = {reference((p.get("payment") or {}).get("payment_intent")): reference(p.get("invoice"))
                          for p in self.payments}
        self.before_basil = "invoice_payments" not in world or world.get("before_basil", False)
        self.lines = world.get("invoice_lines", {})
        self.invoice_of_charge = {c["id"]: tied_invoice(self, c) for c in self.charges}
        self.charges_of = grouped(self.charges, lambda c: self.invoice_of_charge[c["id"]])
        self.refunds_of = grouped(self.refunds, lambda r: refunded_charge(self, r))
        # After basil nothing else says which invoice a charge paid.
        self.ties_known = self.before_basil or "invoices" in permissions
        self.of_customer = {name: grouped(getattr(self, name), lambda t: reference(t.get("customer")))
                            for name in ("invoices", "subscriptions", "sessions", "charges")}
        self.notes_of = grouped(self.credit_notes, lambda n: reference(n.get("invoice")))

    def mine(self, name, ids):
        return [thing for customer in sorted(ids) for thing in self.of_customer[name].get(customer, [])]


# ---- people ----

def makes_guest(o):
    """Whether the address that it carries is a guest's for that alone."""
    if o["object"] == "checkout.session":
        return o.get("mode") != "setup"
    return o.get("status") == "succeeded" and bool(o.get("captured"))


def carried_email(o):
    """The normalised address of a session or charge without customer."""
    return None if reference(o.get("customer")) else email_key(carried_email_as_written(o))


def carried_email_as_written(o):
    if o["object"] == "checkout.session":
        details = o.get("customer_details") or {}
        return clean_email(text(details.get("email")) or o.get("customer_email"))
    details = o.get("billing_details") or {}
    return clean_email(text(details.get("email")) or o.get("receipt_email"))


def people(world):
    """key -> (customers, sessions and charges without customer that carry the profile's address)"""
    found = {}
    for customer in world.customers:
        key = email_key(customer.get("email")) or "id:" + customer["id"]
        found.setdefault(key, ([], []))[0].append(customer)
    for thing in world.sessions + world.charges:
        key = carried_email(thing)
        if key:
            found.setdefault(key, ([], []))[1].append(thing)
    return {key: (customers, things) for key, (customers, things) in found.items() if customers or any(map(makes_guest, things))}


# ---- orders ----

def is_order(invoice):
    return (invoice.get("total") or 0) > 0 or (invoice.get("subtotal") or 0) > 0


def received(invoice):
    if invoice.get("paid_out_of_band") is True:
        return invoice.get("amount_due") or 0
    return invoice.get("amount_paid") or 0


def tied_invoice(world, charge):
    direct = reference(charge.get("invoice"))
    if direct:
        return direct
    intent = reference(charge.get("payment_intent"))
    return world.by_charge.get(charge["id"]) or (world.by_intent.get(intent) if intent else None)


def refunded_charge(world, refund):
    """The charge that it names; else the one that succeeded for its payment intent."""
    intent = reference(refund.get("payment_intent"))
    if reference(refund.get("charge")) or not intent:
        return reference(refund.get("charge"))
    return next((c["id"] for c in world.charges if reference(c.get("payment_intent")) == intent
                 and c.get("status") == "succeeded" and c.get("captured")), None)


def charge_refunded(world, charge):
    counted = sum(r.get("amount") or 0 for r in world.refunds_of.get(charge["id"], [])
                  if r.get("status") in ("succeeded", "pending"))
    return max(counted, charge.get("amount_refunded") or 0)


def note_refunds(note):
    if "refunds" in note:
        given = sum((r.get("amount_refunded") or 0) for r in note.get("refunds") or [])
        return given + (note.get("out_of_band_amount") or 0)
    if reference(note.get("refund")):
        if not note.get("customer_balance_transaction"):
            return note.get("amount") or 0
        return note.get("out_of_band_amount") or 0
    return note.get("out_of_band_amount") or 0


def is_pre_payment(note):
    """Lowered what was due: nothing was paid back."""
    return (note.get("pre_payment_amount") or 0) > 0 and (note.get("post_payment_amount") or 0) == 0 \
        or note.get("type") == "pre_payment"


def invoice_refunded(world, invoice):
    notes = sum(note_refunds(n) for n in world.notes_of.get(invoice["id"], [])
                if n.get("status") == "issued" and not is_pre_payment(n))
    charges = sum(charge_refunded(world, c) for c in world.charges_of.get(invoice["id"], []))
    return max(notes, charges)


def own_metered(subscriptions):
    items, prices = set(), set()
    for subscription in subscriptions:
        for item in (subscription.get("items") or {}).get("data") or []:
            price = item.get("price") or {}
            if (price.get("recurring") or {}).get("usage_type") == "metered":
                items.add(item.get("id"))
                prices.add(price.get("id"))
    return items, prices


def line_parts(line):
    """(proration, price id, product, item id, price says metered)"""
    parent = line.get("parent")
    price = line.get("price") or line.get("plan")
    details = {}
    if isinstance(parent, dict):
        details = parent.get("subscription_item_details") or parent.get("invoice_item_details") or {}
    proration = bool(details.get("proration")) or bool(line.get("proration"))
    item = details.get("subscription_item") or line.get("subscription_item")
    if isinstance(price, dict):
        metered = (price.get("recurring") or {}).get("usage_type") == "metered" or price.get("usage_type") == "metered"
        return proration, price.get("id"), reference(price.get("product")), item, metered
    pricing = ((line.get("pricing") or {}).get("price_details")) or {}
    return proration, reference(pricing.get("price")), reference(pricing.get("product")), item, False


def line_count(world, line, metered):
    items, prices = metered
    proration, price, _, item, says = line_parts(line)
    quantity = line.get("quantity")
    if proration or (line.get("amount") or 0) <= 0 or quantity == 0:
        return 0
    known = world.prices.get(price) or {}
    if says or item in items or price in prices or (known.get("recurring") or {}).get("usage_type") == "metered":
        return 1
    return 1 if quantity is None else quantity


def all_lines(world, invoice):
    return world.lines.get(invoice["id"]) or (invoice.get("lines") or {}).get("data") or []


# ---- names, addresses, telephones ----

def split_name(name):
    name = fold(name)
    if not name:
        return None, None
    if name.count(",") == 1:
        last, first = (part.strip(WHITE) for part in name.split(","))
        if last and first:
            if first.replace(".", "").strip(WHITE).lower() in COMPANY_FORMS:
                return name, None
            return first, last
    words = name.split(" ", 1)
    return words[0], (words[1] if len(words) > 1 else None)


def first_name_of(candidates, businesses):
    for name in candidates:
        name = fold(name)
        if name and name not in businesses:
            return split_name(name)
    return None, None


def address_parts(address):
    if not isinstance(address, dict):
        return None
    lines = [text(address.get("line1")), text(address.get("line2"))]
    parts = {
        "address": ", ".join(line for line in lines if line) or None,
        "city": text(address.get("city")),
        "state": text(address.get("state")),
        "zip": text(address.get("postal_code")),
        "country": text(address.get("country")),
    }
    return parts if any(parts.values()) else None


def e164(number):
    """Only what needs no tables: a leading + and digits. Everything else is the caller's to leave out."""
    number = number.strip(WHITE)
    if number.startswith("+"):
        digits = re.sub(r"[^0-9]", "", number)
        if 7 <= len(digits) <= 15:
            return "+" + digits
    return number


def bucket(subscription, customer_deleted):
    status = subscription.get("status")
    if customer_deleted:
        return "cancelled"
    if status == "paused":
        return "paused"
    if status == "canceled":
        return "cancelled"
    if status not in ("active", "trialing", "past_due", "unpaid"):
        return None
    if subscription.get("pause_collection"):
        return "paused"
    return {"trialing": "trial", "past_due": "past_due", "unpaid": "past_due", "active": "active"}[status]


# ---- a profile ----

def most_common_currency(orders):
    if not orders:
        return None
    counts = {}
    for order in orders:
        counts[order["currency"]] = counts.get(order["currency"], 0) + 1
    best = max(counts.values())
    for order in sorted(orders, key=lambda o: (o["created"], o["id"]), reverse=True):
        if counts[order["currency"]] == best:
            return order["currency"]
    return None


def contact(world, key, customers, guests):
    ids = {c["id"] for c in customers}
    invoices, subscriptions = world.mine("invoices", ids), world.mine("subscriptions", ids)
    sessions = world.mine("sessions", ids) + [g for g in guests if g["object"] == "checkout.session"]
    charges = world.mine("charges", ids) + [g for g in guests if g["object"] == "charge"]

    def newest_activity(customer):
        times = [t["created"] for t in invoices + subscriptions if reference(t.get("customer")) == customer["id"]]
        return (1, max(times)) if times else (0, 0)

    ranked = sorted(customers, key=lambda c: (newest_activity(c), c["created"], c["id"]), reverse=True)
    newest = sorted(invoices, key=lambda i: (i["created"], i["id"]), reverse=True)
    guest_newest = sorted(guests, key=lambda g: (g["created"], g["id"]), reverse=True)

    orders = [{"id": i["id"], "created": i["created"], "status": i.get("status"), "total": i.get("total") or 0,
               "currency": i["currency"], "invoice": i} for i in invoices if is_order(i)]
    for charge in charges:
        if charge.get("status") == "succeeded" and charge.get("captured") and world.ties_known \
                and not world.invoice_of_charge[charge["id"]]:
            orders.append({"id": charge["id"], "created": charge["created"], "status": "paid",
                           "total": charge.get("amount_captured") or 0, "currency": charge["currency"], "charge": charge})
    paid = [o for o in orders if o["status"] == "paid"]

    metered = own_metered(subscriptions)
    products, kinds = 0, set()
    for order in paid:
        if "charge" in order:
            products += session_products(world, order["charge"], sessions)
            continue
        for line in all_lines(world, order["invoice"]):
            count = line_count(world, line, metered)
            products += count
            if count > 0:
                product = line_parts(line)[2]
                kinds.add(("product", product) if product else ("text", line.get("description")))

    sales = {}
    for order in orders:
        if "charge" not in order and order["status"] not in ("paid", "open", "uncollectible"):
            continue
        row = sales.setdefault(order["currency"], {"gross": 0, "refunded": 0})
        if "charge" in order:
            row["gross"] += order["total"]
            row["refunded"] += charge_refunded(world, order["charge"])
        else:
            row["gross"] += received(order["invoice"])
            row["refunded"] += invoice_refunded(world, order["invoice"])
    sales = {c: {**row, "net": row["gross"] - row["refunded"]} for c, row in sales.items() if row["gross"] or row["refunded"]}

    currency = most_common_currency(paid) or most_common_currency(orders)
    if currency is None and ranked:
        currency = text(ranked[0].get("currency"))
    last = max(orders, key=lambda o: (o["created"], o["id"]), default=None)
    counts = {"active": 0, "cancelled": 0, "paused": 0, "trial": 0, "past_due": 0}
    for subscription in subscriptions:
        which = bucket(subscription, reference(subscription.get("customer")) in world.deleted)
        if which:
            counts[which] += 1

    result = {
        "key": key,
        "stripe_customer_id": ranked[0]["id"] if ranked else None,
        "stripe_customer_ids": [c["id"] for c in ranked],
        "total_orders": len(paid),
        "order_products": products,
        "distinct_products": len(kinds),
        "sales": sales,
        "currency": currency,
        "total_sales": sales.get(currency, {}).get("net", 0),
        "order_status": last["status"] if last else None,
        "order_last_value": last["total"] if last else None,
        "order_last_currency": last["currency"] if last else None,
        "last_create_order_date": last["created"] if last else None,
        "first_create_order_date": min((o["created"] for o in orders), default=None),
        "subscriptions": counts,
        "email_unsubscribed": any(s.get("status") in ("complete", "expired")
                                  and (s.get("consent") or {}).get("promotions") == "opt_out" for s in sessions),
    }
    result.update(person(ranked, newest, guest_newest))
    return result


def session_products(world, charge, sessions):
    for session in sessions:
        if reference(session.get("payment_intent")) and \
                reference(session.get("payment_intent")) == reference(charge.get("payment_intent")):
            lines = (session.get("line_items") or {}).get("data")
            if lines:
                return sum(1 if line.get("quantity") is None else line["quantity"] for line in lines)
    return 1


def person(ranked, newest, guest_newest):
    names, addresses, phones, businesses = [], [], [], set()
    for c in ranked:
        businesses.add(fold(c.get("business_name")))
        shipping = c.get("shipping") or {}
        names += [c.get("individual_name"), c.get("name"), shipping.get("name")]
        addresses += [c.get("address"), shipping.get("address")]
        phones += [c.get("phone"), shipping.get("phone")]
    for i in newest if ranked else []:
        shipping = i.get("customer_shipping") or {}
        names += [i.get("customer_name"), shipping.get("name")]
        addresses += [i.get("customer_address"), shipping.get("address")]
        phones.append(i.get("customer_phone"))
    email = clean_email(ranked[0].get("email")) if ranked else None
    if not ranked:
        for g in guest_newest:
            details = g.get("customer_details") if g["object"] == "checkout.session" else g.get("billing_details")
            details = details or {}
            if g["object"] == "checkout.session":
                businesses.add(fold(details.get("business_name")))
                names.append(details.get("individual_name"))
            names.append(details.get("name"))
            addresses.append(details.get("address"))
            phones.append(details.get("phone"))
        email = carried_email_as_written(guest_newest[0])
    businesses.discard("")
    first, last = first_name_of(names, businesses)
    address = next((a for a in map(address_parts, addresses) if a), None)
    phone = next((p for p in phones if text(p) and p.strip(WHITE)), None)
    none = {"address": None, "city": None, "state": None, "zip": None, "country": None}
    return {"first_name": first, "last_name": last, "email": email, "phone": e164(phone) if phone else None,
            **(address or none)}


def contacts(world, permissions=ALL):
    seen = World(world, permissions)
    return sorted((contact(seen, key, *parts) for key, parts in people(seen).items()), key=lambda c: c["key"])
