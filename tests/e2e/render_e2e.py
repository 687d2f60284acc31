#!/usr/bin/env python3
"""`daybook render`: one template with a profile or with data from a file; requests as lines of JSON, answered in order."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import *  # noqa: E402,F403
from house import *  # noqa: E402,F403


def written(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def answers_to(*requests):
    lines = [request if isinstance(request, str) else json.dumps(request) for request in requests]
    code, out, err = command("render", "--ndjson", stdin="\n".join(lines) + "\n")
    check("ndjson: exit", code == 0 and not err, f"{code} {err}")
    return [json.loads(line) for line in out.splitlines()]


def test_lines():
    zero = "{{ 1 | divided_by: 0 }}"
    rows = [
        ({"template": "Hello {{ name }}!", "data": {"name": "Ada"}}, {"out": "Hello Ada!"}),
        ('{"template":"{{ a }} {{ b }} {{ c }} {{ d }}","data":{"a":1,"b":1.0,"c":1e3,"d":12345678901234567890}}', {"out": "1 1.0 1000.0 12345678901234567890"}),
        ({"template": "a\n" + zero}, {"out": "a\nLiquid error (line 2): divided by 0"}),
        ({"template": zero, "line_numbers": False}, {"out": "Liquid error: divided by 0"}),
        ({"template": zero, "inline_errors": False}, {"error": "Liquid error (line 1): divided by 0", "stage": "render"}),
        ({"template": zero, "template_name": "hello"}, {"out": "Liquid error (hello line 1): divided by 0"}),
        ({"template": "{% render 'p' %}", "templates": {"p": zero}}, {"out": "Liquid error (p line 1): divided by 0"}),
        ({"template": "{% if %}{% endif %}", "mode": "strict2"}, {"error": "Liquid syntax error (line 1): [:end_of_string] is not a valid expression in \"\"", "stage": "parse"}),
        ({"template": "{{ a b }}", "data": {"a": 1}}, {"out": "1"}),
        ({"template": "{{ 'now' | date: '%F %T' }}", "now": "2024-01-01T00:01:58Z"}, {"out": "2024-01-01 00:01:58"}),
        ({"template": "{{ x }}", "data": {"x": "<b>"}, "autoescape": True}, {"out": "&lt;b&gt;"}),
        ({"template": "{{ x }}", "data": {"x": "<b>é\u0000"}}, {"out": "<b>é\u0000"}),
        ({"template": "{% for i in (1..9) %}x{% endfor %}", "limits": {"render_score_limit": 5}}, {"out": "Liquid error: Memory limits exceeded"}),
        ({"template": "{% for i in (1..9) %}xx{% endfor %}", "limits": {"output_bytes": 9}, "inline_errors": False},
         {"error": "Liquid error: Memory limits exceeded", "stage": "render"}),
        ({"template": "{% stop_message 'no address' %}"}, {"error": "no address", "stage": "render"}),
        ({"template": "{{ x }}", "strict_variables": True, "inline_errors": False}, {"error": "Liquid error (line 1): undefined variable x", "stage": "render"}),
    ]
    got = answers_to(*[row[0] for row in rows])
    check("ndjson: one answer a line", len(got) == len(rows), str(len(got)))
    for (request, wanted), answer in zip(rows, got):
        check(f"ndjson: {request}", answer == wanted, str(answer))
    for line in ["", "   ", "\r", "{", "[]", "null", "{}", '{"template":1}', '{"template":"a","mode":"odd"}', '{"template":"a","colour":1}', '{"template":"a","limits":{"x":1}}',
                 '{"template":"a","data":[]}', '{"template":"a","now":"once"}', '{"template":"a","templates":{"p":1}}', "{" * 200, '{"template":"\\ud800"}']:
        answer = answers_to(line, {"template": "on"})
        check(f"ndjson: {line[:40]} is told, the next is answered", len(answer) == 2 and answer[1] == {"out": "on"}, str(answer))
        if "ud800" not in line:
            check(f"ndjson: {line[:40]}", set(answer[0]) == {"error", "stage"} and answer[0]["stage"] == "parse", str(answer))


def test_answers_while_asking():
    """Whoever waits for each answer before the next request is not kept waiting."""
    process = subprocess.Popen([BINARY, "render", "--ndjson"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    for i in range(50):
        process.stdin.write(json.dumps({"template": "{{ i }}", "data": {"i": i}}) + "\n")
        process.stdin.flush()
        check(f"ndjson: answer {i}", json.loads(process.stdout.readline()) == {"out": str(i)})
    process.stdin.write('{"template":"last"}')
    process.stdin.close()
    check("ndjson: a last line without an end", json.loads(process.stdout.readline()) == {"out": "last"})
    check("ndjson: ends", process.wait(10) == 0)


def test_one():
    folder = scratch()
    template = written(folder, "t.liquid", "Dear {{ profile.first_name | default: 'friend' }}, {{ '<' }}")
    data = written(folder, "d.json", '{"profile":{"first_name":"Ada"}}')
    code, out, err = command("render", "--template", template, "--data", data)
    check("render: data", (code, out, err) == (0, "Dear Ada, <", ""), f"{code} {out!r} {err!r}")
    code, out, err = command("render", "--template", template, "--data", data, "--html")
    check("render: html", (code, out) == (0, "Dear Ada, &lt;"), f"{code} {out!r} {err!r}")
    for name, text in [("syntax", "a\n{% if %}"), ("filter", "{{ 'a' | nosuch }}"), ("error", "{{ 1 | divided_by: 0 }}"), ("stop", "{% stop_message 'why' %}")]:
        code, out, err = command("render", "--template", written(folder, name, text), "--data", data)
        check(f"render: {name}", code == 1 and not out and len(err.splitlines()) == 1, f"{code} {out!r} {err!r}")
    code, out, err = command("render", "--template", written(folder, "quoted", '"{{ 1 }}"\n'), "--data", data, "--json")
    check("render: --json", (code, json.loads(out), err) == (0, {"text": '"1"\n'}, ""), f"{code} {out!r} {err!r}")
    for flags in ([], ["--template", template], ["--ndjson", "--template", template], ["--profile", "prf_1"], ["--ndjson", "--profile", "prf_1"]):
        code, out, err = command("render", *flags)
        check(f"render: usage {flags}", code == 2 and not out and "--template" in err, f"{code} {out!r} {err!r}")
    for expected, flags in ((3, ["--template", "/nowhere", "--data", data]), (3, ["--template", template, "--data", "/nowhere"]),
                            (1, ["--template", template, "--data", template]), (1, ["--template", template, "--data", written(folder, "list", "[1]")])):
        code, out, err = command("render", *flags)
        check(f"render: {flags}", code == expected and not out and len(err.splitlines()) == 1, f"{code} {out!r} {err!r}")


def test_profile():
    house = House(customers=30).serve().imported()
    person = next(p for p in all_profiles(house.api) if p["fields"]["stripe_total_sales"] and p["fields"]["email"])
    fields = person["fields"]
    template = written(house.folder, "p", "{{ profile.email }}|{{ user.id }}|{{ customer.stripe_total_sales }}|{{ person.stripe_total_orders }}|"
                       "{{ profile.stripe_total_sales | money }}|{{ profile.stripe_last_create_order_date }}|{{ profile.tags | size }}")
    for when in ("beside a server", "alone"):
        code, out, err = command("render", "--template", template, "--profile", person["id"], *house.store())
        parts = out.split("|")
        check(f"render: a profile {when}", code == 0 and len(parts) == 7, f"{code} {out!r} {err!r}")
        check(f"render: its fields {when}", parts[:2] == [fields["email"], person["id"]] and parts[3] == str(fields["stripe_total_orders"]), out)
        digits = 0 if fields["stripe_currency"] == "jpy" else 2
        check(f"render: its money {when}", parts[2] == f"{fields['stripe_total_sales'] / 10 ** digits:.{digits}f}", f"{parts[2]} {fields}")
        if when != "alone":
            stored = good(house.api, "POST", "/v1/templates", {"name": "Stored", "kind": "email", "content": {"subject": "For {{ profile.email }}", "body": "<p>{{ profile.id }}</p>"}})
            for part, wanted in (("subject", f"For {fields['email']}"), ("body", f"<p>{person['id']}</p>")):
                code, out, err = command("render", "--template", stored["id"], "--profile", person["id"], "--part", part, *house.store())
                check(f"render: a stored template's {part}", code == 0 and wanted in out, f"{code} {out!r} {err!r}")
            code, out, err = command("render", "--template", stored["id"], "--profile", person["id"], "--part", "subject", "--json", *house.store())
            check("render: a stored template as JSON", code == 0 and json.loads(out) == {"text": f"For {fields['email']}"}, f"{code} {out!r} {err!r}")
            code, out, err = command("render", "--template", stored["id"], *house.store())
            check("render: a stored template asks for whom", code == 1 and not out and "--profile" in err, f"{code} {out!r} {err!r}")
            code, out, err = command("render", "--template", stored["id"], "--profile", person["id"], "--part", "title", *house.store())
            check("render: a part that it does not have", code == 1 and not out and "no title" in err, f"{code} {out!r} {err!r}")
            code, out, err = command("render", "--template", template, "--profile", "prf_none", *house.store())
            check("render: a profile that is not there", code == 1 and not out and err, f"{code} {out!r} {err!r}")
            house.stop()
    house.end()


def main():
    for name, test in list(globals().items()):
        if name.startswith("test_") and (len(sys.argv) < 2 or name in sys.argv[1:]):
            try:
                test()
            except Exception as error:  # noqa: BLE001  a fault of one test leaves the others
                check(name, False, told(error))
    finish()


main()
