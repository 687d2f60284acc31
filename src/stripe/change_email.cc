#include "stripe/change_email.h"

#include <algorithm>

#include "base/text.h"
#include "profiles/identity.h"
#include "profiles/own.h"

namespace daybook::stripe {

namespace {

class Change {
  public:
    Change(sql::Tx& tx, const EmailContext& context, Item& item)
        : tx_(tx), context_(context), item_(item) {}

    Status Run() {
        const EmailSituation situation = TRY(Look());
        switch (DecideEmail(situation)) {
            case EmailAct::kNothing:
                return {};
            case EmailAct::kRename:
                return Rename(situation);
            case EmailAct::kMerge:
                return Merge(situation);
            case EmailAct::kMove:
                return MoveAway(situation);
        }
        return {};
    }

  private:
    Result<EmailSituation> Look() {
        EmailSituation situation{.now = item_.row->profile};
        for (const auto& [profile, customer] : TRY(ReadCustomers(tx_, {situation.now}))) {
            if (customer.object != item_.row->object)
                situation.others = true;
            else
                old_ = NormaliseEmail(customer.contact.email).value_or("");
        }
        situation.same = old_ == item_.email;
        if (situation.same) return situation;
        own_email_ = profiles::OwnEmail(TRY(profiles::LoadOwn(tx_, situation.now)));
        situation.own = !own_email_.empty() && own_email_ == old_;
        const Place place = PlaceOf(situation.now);
        situation.guests = !TRY(tx_.Query("mirror.guest_fact", place.block, place.profile)).empty();
        const auto found = context_.emails.find(item_.email);
        if (!item_.email.empty() && found != context_.emails.end())
            situation.taken_by = found->second;
        return situation;
    }

    Status Rename(const EmailSituation& situation) {
        TRY(GiveUpOwn(situation.now));
        if (situation.guests) {
            const ProfileId guests = TRY(context_.new_profile());
            TRY(Give(old_, guests));
            TRY(Start({context_.connection, kGuests, situation.now, guests}));
        } else {
            TRY(Drop(old_));
        }
        return Give(item_.email, situation.now);
    }

    Status Merge(const EmailSituation& situation) {
        const ProfileId survivor = std::min(situation.now, situation.taken_by);
        const ProfileId other = std::max(situation.now, situation.taken_by);
        TRY(GiveUpOwn(situation.now));
        TRY(Drop(old_));
        TRY(Start({context_.connection, kWhole, other, survivor}));  // asks what each has of its own (keep_no.h)
        TRY(MergeOwn(other, survivor));
        TRY(Give(item_.email, survivor));
        item_.row->profile = survivor;
        return profiles::AddAlias(tx_, other, survivor);
    }

    Status MoveAway(const EmailSituation& situation) {
        ProfileId to = situation.taken_by;
        if (to == ProfileId{}) {
            to = TRY(context_.new_profile());
            TRY(Give(item_.email, to));
        }
        TRY(Start({context_.connection, item_.row->object, situation.now, to}));
        item_.row->profile = to;
        return {};
    }

    // An address of one's own stood where Stripe had none: now Stripe brings one.
    Status GiveUpOwn(ProfileId id) {
        if (own_email_.empty() || item_.email.empty()) return {};
        profiles::Own own = TRY(profiles::LoadOwn(tx_, id));
        own.Set(profiles::Field::kEmail, {}, context_.now);
        TRY(profiles::PutOwn(tx_, id, own));
        return Drop(own_email_);
    }

    // One of two addresses of their own is left.
    Status MergeOwn(ProfileId from, ProfileId to) {
        std::vector<ProfileId> both = {from, to};
        std::sort(both.begin(), both.end());
        for (const auto& [id, own] : TRY(profiles::LoadOwn(tx_, both))) TRY(Drop(profiles::OwnEmail(own)));
        TRY(profiles::MergeOwn(tx_, from, to));
        return Give(profiles::OwnEmail(TRY(profiles::LoadOwn(tx_, to))), to);
    }

    Status Start(const Moving& moving) {
        const bool done =
            TRY(StartMove(tx_, context_.bodies, context_.limits, moving, context_.now));
        if (!done) context_.slices_left();
        context_.moved(moving);
        context_.touch(moving.from);
        context_.touch(moving.to);
        return {};
    }

    Status Give(const std::string& email, ProfileId to) {
        if (email.empty()) return {};
        context_.emails[email] = to;
        return profiles::PutEmails(tx_, context_.account, {{email, to}});
    }

    Status Drop(const std::string& email) {
        if (email.empty()) return {};
        context_.emails.erase(email);
        return profiles::DropEmails(tx_, context_.account, {email});
    }

    sql::Tx& tx_;
    const EmailContext& context_;
    Item& item_;
    std::string old_;
    std::string own_email_;  // of the person's own; empty: none
};

}  // namespace

EmailAct DecideEmail(const EmailSituation& situation) {
    if (situation.same || situation.taken_by == situation.now) return EmailAct::kNothing;
    if (situation.others || situation.own) return EmailAct::kMove;
    if (situation.taken_by == ProfileId{}) return EmailAct::kRename;
    return situation.guests ? EmailAct::kMove : EmailAct::kMerge;
}

Status ChangeEmail(sql::Tx& tx, const EmailContext& context, Item& item) {
    return Change(tx, context, item).Run();
}

}  // namespace daybook::stripe
