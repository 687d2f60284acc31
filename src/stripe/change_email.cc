#include "stripe/change_email.h"

#include <algorithm>

#include "base/text.h"
#include "profiles/identity.h"
#include "profiles/own.h"
#include "stripe/keep_no.h"

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
        said_no_ = TRY(NoOf(tx_, situation.now));
        TRY(GiveUpOwn(situation.now));
        const ProfileId left = TRY(LeaveAddress());
        if (situation.guests) TRY(Start({context_.connection, kGuests, situation.now, left}));
        TRY(Give(item_.email, situation.now));
        return Part(left, situation.now);
    }

    Status Merge(const EmailSituation& situation) {
        const ProfileId survivor = std::min(situation.now, situation.taken_by);
        const ProfileId other = std::max(situation.now, situation.taken_by);
        said_no_ = TRY(NoOf(tx_, situation.now));
        TRY(GiveUpOwn(situation.now));
        const ProfileId left = TRY(LeaveAddress());
        TRY(Start({context_.connection, kWhole, other, survivor}));  // asks what each has of its own (keep_no.h)
        TRY(MergeOwn(other, survivor));
        TRY(MovePartings(tx_, other, survivor));
        TRY(Give(item_.email, survivor));
        item_.row->profile = survivor;
        TRY(profiles::AddAlias(tx_, other, survivor));
        return Part(left, survivor);
    }

    Status MoveAway(const EmailSituation& situation) {
        said_no_ = TRY(NoOf(tx_, situation.now));
        ProfileId to = situation.taken_by;
        if (to == ProfileId{}) {
            to = TRY(context_.new_profile());
            TRY(Give(item_.email, to));
        }
        TRY(Start({context_.connection, item_.row->object, situation.now, to}));
        item_.row->profile = to;
        return Part(situation.now, to);
    }

    // The old address's next holder: who has its guests, what it said, and whoever comes to it. Where there was no address,
    // nobody ever will.
    Result<ProfileId> LeaveAddress() {
        const ProfileId left = TRY(context_.new_profile());
        TRY(Give(old_, left));
        TRY(MovePartings(tx_, item_.row->profile, left));  // they were about this address
        return left;
    }

    // This customer left one for the other.
    Status Part(ProfileId left, ProfileId to) {
        TRY(NoteParting(tx_, to, {left, item_.row->object, true, context_.now, old_}));
        if (said_no_ == 0) return {};
        for (const ProfileId id : {left, to}) {
            TRY(PutNo(tx_, id, said_no_));
            context_.touch(id);
        }
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
    Micros said_no_ = 0;     // the person, until now; 0: it says none
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
