"""Cases of payments, as cases.py has them: which are orders, which pay an invoice, and whose refunds are."""

from shop import START, case


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


@case
def products_of_a_payment(s):
    c = s.customer("pay@lines.example")
    listed = {"object": "list", "has_more": False, "url": "/", "data": [
        {"id": "li_1", "object": "item", "quantity": 2, "amount_total": 5, "description": "Blue Vase",
         "price": {"id": "price_v", "object": "price", "product": "prod_v"}},
        {"id": "li_2", "object": "item", "quantity": 5, "description": "Wrapping", "price": None}]}
    s.charge(c, 300, created=2, payment_intent="pi_pay_1")
    s.session(c, payment_intent="pi_pay_1", line_items=listed)
    s.charge(c, 300, created=3, payment_intent="pi_pay_2")
    s.session(c, payment_intent="pi_pay_2")
    s.charge(c, 300, created=4)
    s.expect("pay@lines.example", "all", stripe_total_orders=3, stripe_order_products=9, distinct_products=0)
    s.timeline("pay@lines.example", ("order_paid", 2, {"products": [{"id": "prod_v", "name": "Blue Vase", "quantity": 2},
                                                                    {"id": None, "name": "Wrapping", "quantity": 5}]}),
               ("order_created", 2), ("order_paid", 3, {"products": []}), ("order_created", 3), ("order_paid", 4), ("order_created", 4),
               ("customer_created", 0))
    d = s.customer("cart@lines.example")
    s.session(d, "expired", created=1, line_items=listed)
    s.timeline("cart@lines.example", ("cart_abandoned", START + 86400 + 3600, {"products": [
        {"id": "prod_v", "name": "Blue Vase", "quantity": 2}, {"id": None, "name": "Wrapping", "quantity": 5}]}), ("customer_created", 0))
