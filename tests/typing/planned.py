# pyright: strict, reportUnnecessaryTypeIgnoreComment=true
"""Events that are typed by a plan: what type checkers must accept, and refuse. Never executed.

A line with ``type: ignore`` must be an error without it: both type checkers say so where it is not.
"""

from typing import Any, assert_type

from shop_tracking import PLAN, CheckoutScreen, EmailSends, ProductPurchase, ProductPurchaseItem, UserAttributes

import mparticle_facade as mparticle

batch = mparticle.Batch("development", context=mparticle.BatchContext(data_plan=PLAN))
batch.user_attributes = UserAttributes(plan="gold").attributes()
batch.add_event(EmailSends(campaign_id=3, kind="two seater", opened=True).event())

assert_type(EmailSends(campaign_id=3).event(), mparticle.AppEvent)
assert_type(CheckoutScreen().event(), mparticle.ScreenViewEvent)
assert_type(ProductPurchase(coupon="X").event(mparticle.ProductAction(products=[])), mparticle.CommerceEvent)
assert_type(ProductPurchaseItem(colour="red").attributes(), dict[str, Any])

EmailSends(campain_id=3)  # type: ignore
EmailSends()  # type: ignore
EmailSends(campaign_id="3")  # type: ignore
EmailSends(campaign_id=3, kind="four seater")  # type: ignore
EmailSends(3)  # type: ignore
UserAttributes(plan="gold", colour="red")  # type: ignore
