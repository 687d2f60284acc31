"""Cases of payments, as cases.py has them: which are orders, which pay an invoice, and whose refunds are."""

from shop import case


@case
def charges_and_their_invoices(s):
    c = s.customer("tied@tied.example")
    i = s.invoice(c, created=1, total=1000)
    s.charge(c, 1000, created=2, invoice=i, payment_intent="pi_tied_1")
    s.payment(i, intent="pi_tied_1")
    s.charge(c, 2000, created=3, invoice="in_unknown00001", after=False)
    k = s.invoice(c, created=4, total=500, status="draft")
    s.charge(c, 4000, created=5, invoice={"id": k, "object": "invoice"}, payment_intent={"id": "pi_tied_3", "object": "payment_intent"})
    s.payment({"id": k, "object": "invoice"}, intent="pi_tied_3", status="open")
    s.charge({"id": c, "object": "customer"}, 8000, created=6, payment_intent="pi_tied_4")
    s.charge(c, 16000, created=7, status="pending")
    s.charge(c, 32000, created=8, captured=False)
    s.expect("tied@tied.example", "all", stripe_total_orders=2, stripe_total_sales=9000, stripe_order_last_value=8000,
             stripe_order_status="paid")
    s.expect("tied@tied.example", "seed", stripe_total_orders=1, stripe_total_sales=1000, stripe_order_status="draft")


@case
def charges_of_other_peoples_invoices(s):
    """Whose the invoice is plays no part for a charge that pays it."""
    payer = s.customer("payer@two.example")
    nobodys = s.invoice(None, total=500)
    s.charge(payer, 500, payment_intent="pi_nobodys", before={"invoice": nobodys})
    s.payment(nobodys, intent="pi_nobodys")
    s.charge(payer, 70, payment_intent="pi_free")
    other = s.invoice(s.customer("billed@two.example"), total=1000)
    s.charge(None, 1000, email="guest@two.example", payment_intent="pi_others", before={"invoice": other})
    s.payment(other, intent="pi_others")
    direct = s.charge(None, 1000, email="direct@two.example", before={"invoice": other})
    s.payment(other, charge=direct)
    s.expect("payer@two.example", "all", stripe_total_orders=1, stripe_total_sales=70)
    s.expect("billed@two.example", stripe_total_orders=1, stripe_total_sales=1000)
    for guest in ("guest@two.example", "direct@two.example"):
        s.expect(guest, "all", stripe_total_orders=0, sales={})


@case
def refunds_that_name_only_the_intent(s):
    s.charge(None, 3000, email="guest@back.example", payment_intent="pi_back")
    s.refund(None, 1000, payment_intent="pi_back", customer=None)
    s.charge(s.customer("known@back.example"), 3000, payment_intent="pi_back2")
    s.refund(None, 500, payment_intent="pi_back2")
    s.expect("guest@back.example", "all", stripe_total_sales=2000)
    s.expect("known@back.example", "all", stripe_total_sales=2500)


@case
def charges_of_a_test_clock(s):
    c = s.customer("clock@clock.example", test_clock={"id": "clock_1", "object": "test_helpers.test_clock"})
    s.invoice(c, test_clock="clock_1")
    s.charge(c, email="clock@clock.example")
    s.session(c, email="clock@clock.example")
    s.nobody("clock@clock.example")
    d = s.customer("half@clock.example")
    s.subscription(d, test_clock="clock_1")
    s.invoice(d, test_clock="clock_1")
    s.expect("half@clock.example", stripe_total_orders=0, stripe_subscription_active=0)
