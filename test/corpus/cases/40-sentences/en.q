He arrived on Jan. 5, 2026, and left on Mar. 3. ‖ On Feb. 2 it snowed. ‖ In Jun. and Jul. it rained. ‖ By Dec. 31 all was done.
Lt. Gov. Smith, Sgt. 1st Class Doe and Maj. Gen. Roe met Rep. Poe, R-Calif. and Sen. Low, D-N.Y. in Washington, D.C. ‖ The talks failed.
The company lost 5 percent. ‖ 2024 was worse. ‖ 300 people left. ‖ 17 were hurt. ‖ eBay fell.
It cost $3.5 million. ‖ iPhones sold well. ‖ The index closed at 4,500. ‖ 12 stocks rose.
She lives at 5 Main St. in Springfield, Ill. ‖ The house is old. ‖ It weighs 5 lbs. ‖ The box is 3 ft. 2 in. high.
See Fig. 3 and Eq. 2. ‖ Cf. Smith et al. 2020. ‖ Approx. 5 people, incl. Dr. Doe, came, i.e. few. ‖ Est. 1998. ‖ Dept. of State.
