"""Hand-made worlds for the sentences of the contract (docs/fields.md), each with what must come out: one function a
subject. The expectations are worked out by hand, never by a program.

    python3 cases.py > world.json     all of them as one world
"""

import json
import sys

from shop import CASES, START, Shop, address, case
import cases_payments  # noqa: F401  (it adds its own)


def shop():
    made = Shop()
    for function in CASES:
        made.case = function.__name__
        function(made)
    return made


# ---- e-mail addresses and who is whom ----

@case
def addresses_are_normalised(s):
    a = s.customer(" \tAda@Norm.Example\r\n", created=1)
    b = s.customer("ada@norm.example", created=2)
    s.customer("a.da@norm.example")
    s.customer("ada+x@norm.example")
    s.customer("ÄDA@norm.example")
    s.customer("äda@norm.example")
    s.expect("ada@norm.example", customer_ids=[b, a], email="ada@norm.example")
    for key in ("a.da@norm.example", "ada+x@norm.example", "Äda@norm.example", "äda@norm.example"):
        s.expect(key, stripe_total_orders=0)


@case
def what_is_no_address(s):
    long_local, long_domain = "l" * 65 + "@norm2.example", "d@" + "d" * 245 + ".example"
    for bad in ("no", "@norm2.example", "a@b@norm2.example", "a@localhost", "a b@norm2.example", "a\u00a0b@norm2.example",
                "a\u0007@norm2.example", "o\u0000'neil@norm2.example", long_local, long_domain, "", "   ", None):
        alone = s.customer(bad)
        s.expect("id:" + alone, email=None, customer_ids=[alone])
    for good in ("l" * 64 + "@norm2.example", "d@" + "d" * 244 + ".example", "a@b.", "ü@norm2.example", "o'neil@norm2.example"):
        s.customer(good)
        s.expect(good, email=good)


@case
def the_primary_has_the_newest_activity(s):
    idle = s.customer("rank@rank.example", created=90, name="Idle New", phone="+44 20 7946 0001")
    old = s.customer("RANK@rank.example", created=1, name="Old Buyer")
    subscriber = s.customer("rank@rank.example", created=2, name="Sub Scriber")
    clocked = s.customer("rank@rank.example", created=99, test_clock="clock_1")
    s.invoice(old, created=50, status="void")
    s.invoice(subscriber, created=70, test_clock="clock_1")
    s.subscription(subscriber, created=49, status="incomplete_expired")
    s.invoice(clocked, created=95)
    s.expect("rank@rank.example", customer_ids=[old, subscriber, idle], stripe_customer_id=old, email="RANK@rank.example",
             first_name="Old", last_name="Buyer", phone="+442079460001", stripe_order_status="void", stripe_total_orders=0,
             stripe_subscription_active=0)


@case
def equal_ranks_go_by_created_then_id(s):
    a = s.customer("tie@rank.example", created=5, id="cus_tie0000000a")
    b = s.customer("tie@rank.example", created=5, id="cus_tie0000000b")
    c = s.customer("tie@rank.example", created=4, id="cus_tie0000000z")
    s.expect("tie@rank.example", customer_ids=[b, a, c])


@case
def deleted_before_we_came(s):
    gone = "cus_gone00000001"
    s.put("deleted_objects", {"id": gone, "object": "customer", "deleted": True})
    s.invoice(gone, customer_email="gone@gone.example")
    s.subscription(gone)
    s.session(gone, email="gone@gone.example")
    s.charge(gone, email="gone@gone.example")
    s.nobody("gone@gone.example")
    s.nobody("id:" + gone)


# ---- guests ----

@case
def guests_are_profiles(s):
    s.session(None, email="One@guest.example", status="expired", name="One Guest", created=3)
    s.charge(None, 4500, email="two@guest.example", name="Two Guest", place=address(city="Rome", country="IT"), created=4)
    s.charge(None, 4500, receipt_email=" Three@guest.example ", email="", created=4)
    s.session(None, prefill="four@guest.example", status="open", details={"email": None, "name": "Four"})
    s.session(None, email="setup@guest.example", mode="setup")
    s.charge(None, email="failed@guest.example", status="failed", captured=False)
    s.charge(None, email="authorised@guest.example", captured=False)
    s.session(None, email="no address", prefill="five@guest.example")
    s.expect("one@guest.example", "all", stripe_customer_id=None, customer_ids=[], email="One@guest.example", first_name="One",
             stripe_total_orders=0, stripe_currency=None, created=START + 3 * 86400)
    s.expect("two@guest.example", "all", stripe_total_orders=1, stripe_total_sales=4500, stripe_order_products=1,
             distinct_products=0, city="Rome", country="IT", stripe_order_status="paid", created=START + 4 * 86400)
    s.expect("three@guest.example", "all", email="Three@guest.example", stripe_total_sales=4500)
    s.expect("four@guest.example", "all", first_name="Four", last_name=None)
    for key in ("one", "two", "three", "four"):
        s.nobody(key + "@guest.example", "seed")
    for key in ("setup", "failed", "authorised", "five"):
        s.nobody(key + "@guest.example")
    s.timeline("one@guest.example", ("cart_abandoned", START + 3 * 86400 + 3600))
    s.timeline("two@guest.example", ("order_paid", 4, {"amount": 4500, "currency": "usd", "kind": "one_time", "products": []}),
               ("order_created", 4), ("customer_created", 4))


@case
def a_guest_who_becomes_a_customer(s):
    c = s.customer("Turned@guest2.example", created=10)
    s.charge(None, 700, created=2, email="turned@guest2.example", name="As Guest", phone="+44 20 7946 0002")
    s.session(None, created=3, email="TURNED@guest2.example", promotions="opt_out", status="complete")
    s.expect("turned@guest2.example", "all", customer_ids=[c], email="Turned@guest2.example", first_name=None, phone=None,
             stripe_total_orders=1, stripe_total_sales=700, email_unsubscribed=True, created=START + 2 * 86400)
    s.expect("turned@guest2.example", "seed", stripe_total_orders=0, email_unsubscribed=False, created=START + 10 * 86400)
    s.timeline("turned@guest2.example", ("order_paid", 2), ("order_created", 2), ("customer_created", 2))


@case
def what_carries_a_guests_address_is_the_guests(s):
    s.charge(None, 700, created=2, email="carry@guest3.example", name="First Name")
    s.charge(None, 700, created=9, email="Carry@guest3.example", status="failed", captured=False, name="Newest Name",
             phone="+44 20 7946 0003")
    s.session(None, created=3, email="carry@guest3.example", mode="setup", promotions="opt_out")
    s.expect("carry@guest3.example", "all", first_name="Newest", email="Carry@guest3.example", phone="+442079460003",
             email_unsubscribed=True, stripe_total_orders=1)


@case
def guests_names_and_places(s):
    s.session(None, created=5, email="names@guest4.example", details={
        "email": "names@guest4.example", "name": "Acme", "business_name": "Acme", "individual_name": " ", "phone": "",
        "address": address()})
    s.session(None, created=4, details={"email": "names@guest4.example", "individual_name": "Ivy  Individual", "name": "Else",
                                        "phone": None, "address": address(line2="Back yard", country="DE")})
    s.charge(None, 1, created=3, email="names@guest4.example", name="Older", phone="030 901820", place=address(city="Bonn"))
    s.expect("names@guest4.example", "all", first_name="Ivy", last_name="Individual", address="Back yard", city=None,
             country="DE", phone="+4930901820")


# ---- orders ----

@case
def the_newest_order_of_any_status(s):
    c = s.customer("last@order.example")
    s.invoice(c, created=1, total=5000)
    s.invoice(c, created=2, total=7000, status="draft", id="in_last00000001")
    s.invoice(c, created=2, total=8000, status="void", id="in_last00000002", currency="eur")
    s.invoice(c, created=3, total=0, subtotal=0)
    s.invoice(c, created=4, total=-500, subtotal=-500, due=0)
    s.expect("last@order.example", stripe_order_status="void", stripe_order_last_value=8000, stripe_order_last_currency="eur",
             stripe_last_create_order_date=START + 2 * 86400, stripe_first_create_order_date=START + 86400,
             stripe_total_orders=1, stripe_currency="usd", stripe_total_sales=5000)


@case
def a_status_that_is_new(s):
    c = s.customer("new@order.example")
    s.invoice(c, created=1, total=700, status="brand_new", paid=300)
    s.subscription(c, "brand_new", created=2)
    s.expect("new@order.example", stripe_order_status="brand_new", stripe_order_last_value=700, stripe_total_orders=0, sales={},
             stripe_total_sales=0, stripe_subscription_active=0)
    s.timeline("new@order.example", ("subscription_started", 2, {"status": "brand_new"}), ("order_created", 1), ("customer_created", 0))


@case
def an_order_for_nothing(s):
    c = s.customer("free@order.example", currency="gbp")
    s.invoice(c, total=0, subtotal=2500, lines=[s.line(3, 2500)])
    s.expect("free@order.example", stripe_total_orders=1, stripe_order_products=3, stripe_order_last_value=0,
             stripe_total_sales=0, sales={}, stripe_currency="usd", stripe_order_status="paid")
    s.timeline("free@order.example", ("order_paid", 1, {"amount": 0}), ("order_created", 1), ("customer_created", 0))


@case
def credit_balance_and_partial_payments(s):
    c = s.customer("partly@order.example")
    s.invoice(c, created=1, total=1000, due=0)
    s.invoice(c, created=2, total=1000, status="open", paid=300)
    s.invoice(c, created=3, total=1000, status="uncollectible", paid=200)
    s.invoice(c, created=4, total=1000, status="void", paid=100)
    s.invoice(c, created=5, total=1000, status="draft", paid=50)
    s.invoice(c, created=6, total=1000, status=None, paid=25)
    s.expect("partly@order.example", stripe_total_orders=1, stripe_total_sales=500, stripe_order_status=None,
             stripe_order_last_value=1000, sales={"usd": {"gross": 500, "refunded": 0, "net": 500}})


@case
def paid_outside_stripe(s):
    c = s.customer("outside@order.example")
    s.invoice(c, total=1000, due=800, outside=True)
    s.expect("outside@order.example", stripe_total_sales=800, stripe_order_last_value=1000)


@case
def currencies_are_never_added(s):
    c = s.customer("money@money.example", currency="usd")
    s.invoice(c, created=1, total=100, currency="eur")
    s.invoice(c, created=2, total=200, currency="jpy")
    s.invoice(c, created=3, total=300, currency="EUR")
    s.invoice(c, created=4, total=400, currency="jpy")
    s.invoice(c, created=5, total=900, currency="kwd", status="open")
    s.expect("money@money.example", stripe_currency="jpy", stripe_total_sales=600, stripe_order_last_currency="kwd",
             sales={"eur": {"gross": 400, "refunded": 0, "net": 400}, "jpy": {"gross": 600, "refunded": 0, "net": 600}})
    d = s.customer("open@money.example", currency="usd")
    s.invoice(d, created=1, status="open", currency="sek")
    s.expect("open@money.example", stripe_currency="sek", stripe_total_sales=0, sales={})
    s.customer("none@money.example", currency="nok")
    s.expect("none@money.example", stripe_currency="nok", stripe_total_sales=0)
    # A tie in numbers goes to the newest paid order, though an older currency sorts first.
    e = s.customer("tie@money.example")
    s.invoice(e, created=1, currency="usd", id="in_tie000000002")
    s.invoice(e, created=1, currency="aud", id="in_tie000000001")
    s.expect("tie@money.example", stripe_currency="usd")


@case
def big_amounts(s):
    c = s.customer("big@money.example")
    s.invoice(c, total=9_000_000_000_000_000)
    s.expect("big@money.example", stripe_total_sales=9_000_000_000_000_000, stripe_order_last_value=9_000_000_000_000_000)


# ---- products ----

@case
def what_a_line_counts(s):
    c = s.customer("lines@lines.example")
    own = s.item(price="price_own", product="prod_own", metered=True)
    s.subscription(c, items=[own, s.item()])
    s.invoice(c, lines=[
        s.line(3, product="prod_1", price="price_1"),
        s.line(5, proration=True, product="prod_2", price="price_2"),
        s.line(7, amount=0, product="prod_3", price="price_3"),
        s.line(7, amount=-100, product="prod_4", price="price_4"),
        s.line(0, product="prod_5", price="price_5"),
        s.line(None, product="prod_1", price="price_1"),
        s.line(40, product="prod_own", price="price_own", item=own["id"], metered=True),
        s.line(50, product="prod_x", price="price_own", item="si_another", before={"price": None}),
        s.line(2, price=None, description="Setup"),
        s.line(2, price=None, description="Setup"),
        s.line(1, price=None, description="Other fee"),
    ])
    s.invoice(c, status="open", lines=[s.line(100)])
    # 3 + 0 + 0 + 0 + 0 + 1 + 1 + … + 2 + 2 + 1; before basil the eighth has no price that could be metered, and no product
    s.expect("lines@lines.example", stripe_order_products={"before": 60, "after": 11}, distinct_products={"before": 5, "after": 5},
             stripe_total_orders=1)


@case
def lines_without_a_quantity(s):
    c = s.customer("missing@lines.example")
    without = [s.line(1, product=f"prod_{n}", price=f"price_{n}") for n in range(3)]
    for line in without:
        for shape in line:
            del shape["quantity"]
    without[1][1]["quantity_decimal"] = "0.5"
    without[2][1]["quantity_decimal"] = "7"
    s.invoice(c, lines=[*without, s.line(None, product="prod_3", price="price_3", after={"quantity_decimal": "2.5"})])
    s.expect("missing@lines.example", stripe_order_products=4, distinct_products=4)


@case
def metered_according_to_the_list_of_prices(s):
    c = s.customer("metered@lines.example")
    s.price("price_listed", True)
    s.price("price_plain", False)
    s.invoice(c, lines=[s.line(30, price="price_listed", item="si_of_nobody", metered=True), s.line(4, price="price_plain")])
    s.expect("metered@lines.example", "all", stripe_order_products=5)
    s.expect("metered@lines.example", "seed", stripe_order_products={"before": 5, "after": 34})


@case
def more_than_ten_lines(s):
    c = s.customer("many@lines.example")
    s.invoice(c, lines=[s.line(2, product=f"prod_{n}", price=f"price_{n}") for n in range(130)])
    s.expect("many@lines.example", stripe_order_products=260, distinct_products=130)


# ---- refunds ----

@case
def credit_notes(s):
    c = s.customer("notes@back.example")
    i = s.invoice(c, created=1, total=10_000)
    s.note(i, c, 1000, created=2, refunds=[("re_out_1", 1000)])
    s.note(i, c, 500, created=3, balance=True)
    s.note(i, c, 300, created=4, outside=300)
    s.note(i, c, 900, created=5, status="void", refunds=[("re_out_2", 900)])
    s.note(i, c, 700, created=6, kind="pre_payment", pre=700)
    # Half to the card, half to the balance: before basil the amount of the refund is not told.
    s.note(i, c, 800, created=7, refunds=[("re_out_3", 400)], balance=True)
    s.expect("notes@back.example", sales={"usd": {"gross": 10_000, "refunded": {"before": 1300, "after": 1700},
                                                  "net": {"before": 8700, "after": 8300}}})
    s.timeline("notes@back.example", ("order_refunded", 4, {"amount": 300, "currency": "usd", "order": i}),
               ("order_refunded", 2, {"amount": 1000}), ("order_paid", 1), ("order_created", 1), ("customer_created", 0),
               permissions=None, only_after=[("order_refunded", 7, {"amount": 400})])


@case
def mixed_credit_notes(s):
    c = s.customer("mixed@back.example")
    i = s.invoice(c, total=5000, status="open", paid=2000)
    s.note(i, c, 1500, kind="mixed", pre=1000, refunds=[("re_mix_1", 300)], outside=200,
           before={"refund": "re_mix_1", "customer_balance_transaction": "cbtxn_9"})
    s.expect("mixed@back.example", sales={"usd": {"gross": 2000, "refunded": {"before": 200, "after": 500},
                                                  "net": {"before": 1800, "after": 1500}}})


@case
def the_greater_of_notes_and_refunds(s):
    c = s.customer("greater@back.example")
    one = s.invoice(c, created=1, total=5000)
    ch = s.charge(c, 5000, invoice=one, created=1, payment_intent="pi_greater_1", amount_refunded=1200)
    s.payment(one, intent="pi_greater_1")
    named = s.refund(ch, 700, created=3)
    s.refund(ch, 500, created=4, status="pending")
    s.refund(ch, 900, created=5, status="failed")
    s.refund(ch, 900, created=5, status="canceled")
    s.refund(ch, 900, created=5, status="requires_action")
    s.note(one, c, 700, created=3, refunds=[(named, 700)])
    two = s.invoice(c, created=2, total=5000)
    ch2 = s.charge(c, 5000, invoice=two, created=2, amount_refunded=50)
    s.payment(two, charge=ch2)
    s.note(two, c, 800, created=6, refunds=[("re_elsewhere", 800)])
    s.expect("greater@back.example", "all", stripe_total_orders=2,
             sales={"usd": {"gross": 10_000, "refunded": 2000, "net": 8000}})
    s.expect("greater@back.example", "seed", sales={"usd": {"gross": 10_000, "refunded": 1500, "net": 8500}})
    s.timeline("greater@back.example", ("order_refunded", 6, {"amount": 800, "order": two}),
               ("order_refunded", 4, {"amount": 500, "order": one}), ("order_refunded", 3, {"amount": 700}),
               ("order_paid", 2), ("order_created", 2), ("order_paid", 1), ("order_created", 1), ("customer_created", 0))


@case
def several_charges_of_one_invoice(s):
    c = s.customer("charges@back.example")
    i = s.invoice(c, total=5000)
    for n, (back, refunds) in enumerate([(300, [100, 100]), (400, [400])]):
        ch = s.charge(c, 2500, invoice=i, payment_intent=f"pi_several_{n}", amount_refunded=back)
        s.payment(i, intent=f"pi_several_{n}")
        for amount in refunds:
            s.refund(ch, amount)
    s.expect("charges@back.example", "all", stripe_total_orders=1, stripe_total_sales=4300)
    s.expect("charges@back.example", "seed", stripe_total_sales=5000)


@case
def refunds_of_what_does_not_count(s):
    c = s.customer("void@back.example")
    i = s.invoice(c, status="void", total=900, paid=900)
    ch = s.charge(c, 900, invoice=i, payment_intent="pi_void_1", amount_refunded=900)
    s.payment(i, intent="pi_void_1")
    s.refund(ch, 900)
    s.note(i, c, 900, refunds=[("re_void", 900)])
    s.expect("void@back.example", "all", sales={}, stripe_total_orders=0, stripe_currency="usd")
    s.timeline("void@back.example", ("order_voided", START + 86400 + 90), ("order_created", 1), ("customer_created", 0))


@case
def refunds_of_payments(s):
    c = s.customer("payment@back.example")
    ch = s.charge(c, 3000, created=1, payment_intent="pi_payback_1")
    s.refund(ch, 1000, created=2)
    s.refund(None, 500, created=3, payment_intent="pi_payback_1", after={"customer": c}, before={"charge": ch})
    s.charge(c, 3000, created=4, currency="eur", amount_captured=2500, amount_refunded=2500)
    s.expect("payment@back.example", "all", stripe_total_orders=2, stripe_currency="eur", stripe_total_sales=0,
             stripe_order_last_value=2500,
             sales={"eur": {"gross": 2500, "refunded": 2500, "net": 0}, "usd": {"gross": 3000, "refunded": 1500, "net": 1500}})
    s.expect("payment@back.example", "seed", stripe_total_orders=0, sales={}, stripe_currency=None)


@case
def a_guests_refund(s):
    ch = s.charge(None, 3000, created=1, email="refunded@back.example")
    s.refund(ch, 1000, created=2)
    s.expect("refunded@back.example", "all", stripe_total_sales=2000)
    s.timeline("refunded@back.example", ("order_refunded", 2, {"amount": 1000, "order": ch}), ("order_paid", 1),
               ("order_created", 1), ("customer_created", 1))


# ---- subscriptions ----

@case
def subscriptions_are_counted_once(s):
    c, d = s.customer("subs@subs.example"), s.customer("subs@subs.example", created=2)
    pause = {"behavior": "void", "resumes_at": None}
    for who, status, paused in ((c, "active", None), (c, "active", pause), (d, "trialing", None), (d, "trialing", pause),
                                (c, "past_due", None), (c, "unpaid", None), (c, "past_due", pause), (c, "paused", None),
                                (c, "canceled", pause), (d, "canceled", None), (d, "incomplete", pause),
                                (d, "incomplete_expired", None), (d, "quite_new", pause), (d, None, None)):
        s.subscription(who, status, pause=paused)
    s.subscription(c, "active", cancel_at_period_end=True, cancel_at=START + 86400 * 400)
    s.subscription(c, "paused", after={"status_details": {"paused": {"subscription": {"type": "pause_requested"}}}})
    s.expect("subs@subs.example", stripe_subscription_active=2, stripe_subscription_cancelled=2, stripe_subscription_paused=5,
             stripe_subscription_trial=1, stripe_subscription_past_due=2)


@case
def subscriptions_tell_their_story(s):
    c = s.customer("story@subs.example")
    sub = s.subscription(c, "active", created=10, start_date=START + 9 * 86400, trial_start=START + 10 * 86400,
                         trial_end=START + 24 * 86400)
    first = s.invoice(c, created=10, total=0, subtotal=0, subscription=sub, billing_reason="subscription_create")
    paid = s.invoice(c, created=24, paid_at=25, subscription=sub, billing_reason="subscription_cycle")
    s.invoice(c, created=54, status="open", subscription=sub, billing_reason="subscription_cycle", attempt_count=2)
    s.expect("story@subs.example", stripe_subscription_active=1, stripe_total_orders=1)
    s.timeline("story@subs.example",
               ("order_payment_failed", 54, {"kind": "renewal", "amount": 1000}),
               ("order_created", 54, {"kind": "renewal"}),
               ("order_paid", 25, {"order": paid, "kind": "renewal"}), ("subscription_renewed", 25, {"subscription": sub}),
               ("order_created", 24), ("subscription_trial_ending", 21, {"subscription": sub, "status": "active"}),
               ("subscription_trial_started", 10), ("subscription_started", 9), ("customer_created", 0))
    assert first


@case
def trials_and_ends(s):
    c = s.customer("trials@subs.example")
    s.subscription(c, "canceled", created=1, trial_start=START + 86400, trial_end=START + 15 * 86400, ended=5,
                   canceled_at=START + 4 * 86400)
    s.subscription(c, "trialing", created=2, trial_start=START + 2 * 86400, trial_end=START + 4 * 86400)
    s.subscription(c, "incomplete", created=3)
    s.subscription(c, "incomplete_expired", created=3)
    s.subscription(c, "trialing", created=4, trial_start=START + 4 * 86400, trial_end=START + 7 * 86400)
    s.timeline("trials@subs.example", ("subscription_cancelled", 5, {"status": "canceled"}),
               ("subscription_trial_ending", 4), ("subscription_trial_started", 4), ("subscription_started", 4),
               ("subscription_trial_started", 2), ("subscription_started", 2), ("subscription_trial_started", 1),
               ("subscription_started", 1), ("customer_created", 0), permissions=None)


@case
def a_trial_that_was_cancelled_first(s):
    c = s.customer("early@subs.example")
    s.subscription(c, "canceled", created=1, trial_start=START + 86400, trial_end=START + 15 * 86400, canceled_at=START + 4 * 86400)
    s.timeline("early@subs.example", ("subscription_cancelled", 4), ("subscription_trial_started", 1), ("subscription_started", 1),
               ("customer_created", 0), permissions=None)


@case
def kinds_of_orders(s):
    c = s.customer("kinds@order2.example")
    reasons = ["subscription_create", "subscription_cycle", "subscription_update", "subscription_threshold", "subscription",
               "automatic_pending_invoice_item_invoice", "quote_accept", "manual", None, "brand_new"]
    kinds = ["subscription_first", "renewal", "subscription_change", "subscription_change"] + ["one_time"] * 6
    wanted = []
    for n, (reason, kind) in enumerate(zip(reasons, kinds)):
        s.invoice(c, created=n + 1, billing_reason=reason)
        renewed = [("subscription_renewed", n + 1)] if kind == "renewal" else []
        wanted = [("order_paid", n + 1, {"kind": kind}), *renewed, ("order_created", n + 1, {"kind": kind}), *wanted]
    s.timeline("kinds@order2.example", *wanted, ("customer_created", 0), permissions=None)


@case
def orders_that_end_badly(s):
    c = s.customer("bad@order2.example")
    s.invoice(c, created=1, status="uncollectible", attempt_count=4)
    i = s.invoice(c, created=2, status="void")
    j = s.invoice(c, created=3, total=700, status="paid", paid_at=6, attempt_count=3, total_discount_amounts=[
        {"amount": 100, "discount": "di_1"}, {"amount": 50, "discount": "di_2"}],
        before={"discount": {"id": "di_1", "object": "discount", "coupon": {"id": "SUMMER 25", "object": "coupon"}}})
    s.timeline("bad@order2.example", ("order_paid", 6, {"order": j, "discount": 150}), ("order_created", 3),
               ("order_voided", START + 2 * 86400 + 90, {"order": i}), ("order_created", 2),
               ("order_uncollectible", START + 86400 + 99), ("order_payment_failed", 1), ("order_created", 1),
               ("customer_created", 0), permissions=None)


# ---- carts ----

@case
def carts(s):
    c = s.customer("cart@cart.example", created=0)
    left = s.session(c, "expired", created=1, amount_total=990, currency="eur", details={"email": None},
                     after_expiration={"recovery": {"enabled": True, "url": "https://shop.example/again", "expires_at": START}})
    s.session(c, "expired", created=1, mode="setup", id="cs_cart_setup1")
    done = s.session(c, "complete", created=2, recovered_from=left)
    quick = s.session(c, "expired", created=3, expires_at=START + 3 * 86400 + 1800)
    i = s.invoice(c, created=5)
    s.session(c, "complete", created=6)
    s.expect("cart@cart.example", "all", stripe_total_orders=1)
    s.timeline("cart@cart.example", ("order_paid", 5, {"order": i}), ("order_created", 5),
               ("cart_recovered", 5, {"session": quick}),
               ("cart_abandoned", START + 3 * 86400 + 1800, {"session": quick}), ("cart_recovered", 2, {"session": done}),
               ("cart_abandoned", START + 86400 + 3600,
                {"session": left, "amount": 990, "currency": "eur", "url": "https://shop.example/again", "products": []}),
               ("customer_created", 0))
    # Nobody to tell.
    s.session(None, "expired", created=1)
    alone = s.customer(None, id="cus_cart_nobody")
    s.session(alone, "expired", created=1)
    s.timeline("id:cus_cart_nobody", ("customer_created", 0))


@case
def opting_out(s):
    for key, status, said, wanted in (("open", "open", "opt_out", False), ("in", "complete", "opt_in", False),
                                      ("expired", "expired", "opt_out", True), ("complete", "complete", "opt_out", True)):
        c = s.customer(f"{key}@consent.example")
        s.session(c, status, promotions=said)
        s.session(c, "complete", promotions="opt_in", created=9)
        s.expect(f"{key}@consent.example", "all", email_unsubscribed=wanted)
        s.expect(f"{key}@consent.example", "seed", email_unsubscribed=False)


# ---- names, places, numbers ----

@case
def names(s):
    table = [("Ada Lovelace", "Ada", "Lovelace"), ("  Ada \t King\u00a0Lovelace ", "Ada", "King Lovelace"),
             ("Cher", "Cher", None), ("Lovelace, Ada", "Ada", "Lovelace"), ("Lovelace,Ada  B.", "Ada B.", "Lovelace"),
             ("Widgets, Inc.", "Widgets, Inc.", None), ("Widgets, l.l.c.", "Widgets, l.l.c.", None),
             ("Widgets & Sons, GMBH", "Widgets & Sons, GMBH", None), ("Old Mill, Co", "Old Mill, Co", None),
             ("Smith, Cody", "Cody", "Smith"), ("A, B, C", "A,", "B, C"), ("Ada,", "Ada,", None), (", Ada", ",", "Ada"),
             ("山田\u3000太郎", "山田", "太郎"), ("\u00a0", None, None), ("", None, None), ("Ada , ", "Ada", ",")]
    for n, (name, first, last) in enumerate(table):
        s.customer(f"n{n}@names.example", name=name)
        s.expect(f"n{n}@names.example", first_name=first, last_name=last)


@case
def where_names_come_from(s):
    a = s.customer("walk@names2.example", created=1, name=" ", shipping={"name": "Ship To", "phone": "", "address": address()})
    s.customer("walk@names2.example", created=9, name="", shipping=None)
    s.expect("walk@names2.example", first_name="Ship", last_name="To")
    b = s.customer("firm@names2.example", created=1, after={"business_name": "Acme  Works", "individual_name": None}, name="Acme Works",
                   shipping={"name": "Acme Works", "phone": None, "address": address()})
    s.invoice(b, created=2, customer_name="Acme Works", customer_shipping={"name": "Dora Dock", "phone": "+44 20 7946 0009",
                                                                         "address": address(city="Hull")})
    s.invoice(b, created=1, customer_name="Older Name", customer_phone=" +44 20 7946 0004 ")
    s.expect("firm@names2.example", first_name={"before": "Acme", "after": "Dora"}, last_name={"before": "Works", "after": "Dock"},
             phone="+442079460004", city="Hull")
    d = s.customer("inv@names2.example")
    s.invoice(d, created=5, total=0, subtotal=0, customer_name="Free Invoice", customer_address=address(line1="1 A", line2="Flat 2"))
    s.invoice(d, created=4, status="draft", customer_name="Older Draft", customer_address=address(city="Nowhere"))
    s.expect("inv@names2.example", first_name="Free", last_name="Invoice", address="1 A, Flat 2", city=None)
    e = s.customer("ind@names2.example", name="N N", after={"individual_name": "Ivy Ind"})
    s.expect("ind@names2.example", first_name={"before": "N", "after": "Ivy"})
    assert a and e


@case
def names_of_several_businesses(s):
    a = s.customer("firms@names2.example", created=1, before={"name": "Real Person"}, after={"business_name": "Alpha"})
    s.customer("firms@names2.example", created=2, after={"business_name": "Beta"})
    for n in range(5):
        s.invoice(a, created=10 + n, customer_name="Alpha", customer_shipping={"name": "Beta", "phone": None, "address": address()})
    s.invoice(a, created=3, customer_name="Real Person")
    s.expect("firms@names2.example", first_name="Real", last_name="Person")


@case
def places(s):
    s.customer("part@place.example", address=address(country="DE"), shipping={"name": None, "phone": None, "address": address(
        line1="9 Dock", city="Leeds", country="GB")})
    s.expect("part@place.example", address=None, city=None, country="DE", state=None, zip=None)
    s.customer("empty@place.example", address=address(line1="", city=""), shipping={
        "name": None, "address": address(line2="Back", postal_code="LS1", state="W Y")})
    s.expect("empty@place.example", address="Back", zip="LS1", state="W Y", city=None, country=None)
    s.customer("two@place.example", created=2, address=address(line1="only", line2=""))
    s.customer("two@place.example", created=1, address=address(line1="1", line2="2", city="C", country="FR"))
    s.expect("two@place.example", address="only", city=None, country=None)


@case
def telephones(s):
    table = [("+1 (775) 555-0100", None, "+17755550100"), ("(775) 555-0100", "US", "+17755550100"),
             ("020 7946 0958", "GB", "+442079460958"), (" 020 7946 0958 ", None, "020 7946 0958"),
             ("0049 30 901820", "DE", "+4930901820"), ("030/901820", "DE", "+4930901820"), ("06 12 34 56 78", "FR", "+33612345678"),
             ("call reception", "US", "call reception"), ("tel: +44 20 7946 0958", "GB", None), ("+44 (0)20 7946 0958", None, None),
             ("044 668 18 00", "CH", "+41446681800"), ("06 698 12345", "IT", "+390669812345"), ("", "US", None)]
    for n, (phone, country, wanted) in enumerate(table):
        s.customer(f"t{n}@phone.example", phone=phone, address=address(country=country) if country else None)
        if wanted is not None or not phone:
            s.expect(f"t{n}@phone.example", phone=wanted)
    c = s.customer("walk@phone.example", created=2, phone="", shipping={"name": None, "phone": None, "address": None})
    s.customer("walk@phone.example", created=1, shipping={"name": None, "phone": "020 7946 0005", "address": address(country="GB")})
    s.invoice(c, customer_phone="+44 20 7946 0006")
    s.expect("walk@phone.example", phone="+442079460005")


if __name__ == "__main__":
    json.dump(shop().world(), sys.stdout, ensure_ascii=False)
